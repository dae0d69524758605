//! Each way in which the vendor's operations page, against the emulator: every item once, in order, with the fewest
//! requests.

use ice_runtime::emulator::Emulator;
use ice_runtime::{Client, IcePage, Page, Paged, ice_operation};
use serde::Deserialize;

const PAGE_SIZE: usize = 3;

/// Declares an operation that pages in one way.
macro_rules! kind {
    ($name:ident, $response:ident, pages $(= $both:ident)?, { $($(#[$attribute:meta])* $field:ident: $type:ty),* }) => {
        #[ice_operation(action = "ListThings", response = $response, pages $(= $both)?)]
        #[derive(Default)]
        struct $name {
            $($(#[$attribute])* $field: $type),*
        }
    };
}

kind!(ByNextToken, WithNextToken, pages, { next_token: Option<String>, max_results: Option<u32> });
kind!(ByNextPageToken, WithNextPageToken, pages, { next_page_token: Option<String> });
kind!(ByScrollToken, WithScrollToken, pages, { scroll_token: Option<String> });
kind!(ByPageNo, WithTotalCount, pages, { page_no: Option<u32>, page_size: Option<u32> });
kind!(ByPageNumber, WithTotal, pages, { page_number: Option<i64> });
kind!(ByTextNumber, WithTextTotal, pages, { page_no: Option<String> });
kind!(ByRequiredNumber, WithTotalCount, pages, { page_no: u16 });
kind!(InTheBody, WithTotalCount, pages, { #[ice(body)] page_number: Option<u64>, #[ice(body)] filter: Option<String> });
kind!(TokenInTheBody, WithNextToken, pages, { #[ice(body)] next_token: Option<String> });
kind!(WithoutATotal, WithNothing, pages, { page_no: Option<u8> });
kind!(Nested, NestedItems, pages, { page_number: Option<u32> });
kind!(Both, WithScrollToken, pages = both, { scroll_token: Option<String>, page_no: Option<u32> });
kind!(Either, WithTokenAndTotal, pages, { next_token: Option<String>, page_no: Option<u32> });
kind!(ByOwnName, WithOwnName, pages, { #[ice(page_token)] marker: Option<String> });

/// Declares a reply.
macro_rules! reply {
    ($name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty),* $(,)? }) => {
        #[derive(Deserialize, IcePage)]
        #[serde(rename_all = "PascalCase")]
        struct $name {
            $($(#[$attribute])* $field: $type),*
        }
    };
}

reply!(WithNextToken { next_token: Option<String>, #[ice(items)] things: Vec<u32> });
reply!(WithTokenAndTotal { next_token: Option<String>, total_count: Option<u64>, #[ice(items)] things: Vec<u32> });
reply!(WithNextPageToken { next_page_token: Option<String>, #[ice(items)] things: Option<Vec<u32>> });
reply!(WithScrollToken { scroll_token: Option<String>, total: Option<u64>, #[ice(items)] things: Vec<u32> });
reply!(WithTotalCount { total_count: Option<i64>, #[ice(items)] things: Vec<u32> });
reply!(WithTotal { total: Option<u32>, #[ice(items)] things: Vec<u32> });
reply!(WithTextTotal { total_count: Option<String>, #[ice(items)] things: Vec<u32> });
reply!(WithNothing { #[ice(items)] things: Option<Vec<u32>> });
reply!(NestedItems { total_count: Option<u64>, #[ice(items)] things: Things });
reply!(Things { #[ice(items)] thing: Vec<u32> });
reply!(WithOwnName { #[ice(next_token)] next_marker: Option<String>, #[ice(items)] things: Vec<u32> });

/// How the last page is recognized.
#[derive(Clone, Copy)]
enum End {
    /// The reply says so.
    Said,
    /// Only an empty page ends the list.
    Empty,
}

/// Walks through lists of each length, and counts the requests.
async fn walks<O>(end: End)
where
    O: Paged + Default + Send + Sync + 'static,
    O::Response: Page<Item = u32>,
{
    for length in [0_u32, 1, 3, 6, 7] {
        let emulator = Emulator::builder().answer_pages::<O>(0..length, PAGE_SIZE).start().await.unwrap();
        let builder = Client::builder().endpoint(emulator.endpoint()).credentials(emulator.credentials());
        let client = builder.build().unwrap();
        let items = client.items(O::default()).collect().await.unwrap();
        let kind = std::any::type_name::<O>();
        assert_eq!(items, (0..length).collect::<Vec<_>>(), "{kind}");
        let full_pages = (length as usize).div_ceil(PAGE_SIZE);
        let requests = match end {
            End::Said => full_pages.max(1),
            End::Empty => full_pages + 1,
        };
        assert_eq!(emulator.received().len(), requests, "{kind} of {length}");
    }
}

macro_rules! each_kind {
    ($($test:ident: $kind:ident, $end:ident;)*) => {$(
        #[tokio::test]
        async fn $test() {
            walks::<$kind>(End::$end).await;
        }
    )*};
}

each_kind! {
    a_next_token_is_followed: ByNextToken, Said;
    a_next_page_token_is_followed: ByNextPageToken, Said;
    a_scroll_token_is_followed: ByScrollToken, Said;
    a_token_in_the_form_body_is_followed: TokenInTheBody, Said;
    a_token_with_a_name_of_its_own_is_followed: ByOwnName, Said;
    page_numbers_are_counted: ByPageNo, Said;
    page_numbers_by_their_long_name_are_counted: ByPageNumber, Said;
    page_numbers_that_are_texts_are_counted: ByTextNumber, Said;
    required_page_numbers_start_at_1_where_nobody_has_set_them: ByRequiredNumber, Said;
    page_numbers_in_the_form_body_are_counted: InTheBody, Said;
    pages_without_a_total_end_at_an_empty_one: WithoutATotal, Empty;
    items_inside_another_member_are_found: Nested, Said;
    number_and_token_are_sent_together: Both, Said;
    a_token_goes_before_a_number: Either, Said;
}

#[tokio::test]
async fn a_required_page_number_starts_where_the_caller_says() {
    let emulator = Emulator::builder().answer_pages::<ByRequiredNumber>(0..7_u32, PAGE_SIZE).start().await.unwrap();
    let builder = Client::builder().endpoint(emulator.endpoint()).credentials(emulator.credentials());
    let client = builder.build().unwrap();
    let items = client.items(ByRequiredNumber { page_no: 2 }).collect().await.unwrap();
    assert_eq!((items, emulator.received().len()), (vec![3, 4, 5, 6], 2));
}

//! Paged lists: by token, by number and by both, wherever the parameters and members are.

use ice_runtime::emulator::{Emulator, EmulatorBuilder};
use ice_runtime::{Client, IcePage, Page, Paged, Place, ice_operation};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::client_of;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Media {
    media_id: usize,
}

fn media(count: usize) -> Vec<Media> {
    (0..count).map(|media_id| Media { media_id }).collect()
}

/// By token, with a list of something else next to the items.
#[ice_operation(action = "ListByToken", response = TokenPage, pages)]
#[derive(Debug, Clone, Default)]
struct ListByToken {
    next_token: Option<String>,
    max_results: Option<u32>,
}

#[derive(Debug, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
struct TokenPage {
    #[expect(dead_code, reason = "required in the reply")]
    request_id: String,
    next_token: Option<String>,
    #[expect(dead_code, reason = "required in the reply")]
    a_tags: Vec<String>,
    #[ice(items)]
    media_infos: Vec<Media>,
}

/// By number, with items and total in an object and the total as a string.
#[ice_operation(action = "ListByNumber", response = NumberPage, pages)]
#[derive(Debug, Clone, Default)]
struct ListByNumber {
    page_no: Option<u32>,
    page_size: Option<u32>,
}

#[derive(Debug, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
struct NumberPage {
    #[ice(nested)]
    data: Option<NumberData>,
}

#[derive(Debug, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
struct NumberData {
    #[ice(items)]
    list: Option<Vec<Media>>,
    total_count: Option<String>,
}

/// By a number that is a required string in the form body, without a total.
#[ice_operation(action = "ListByText", response = TextPage, pages)]
#[derive(Debug, Clone, Default)]
struct ListByText {
    #[ice(body)]
    page_number: String,
}

#[derive(Debug, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
struct TextPage {
    #[expect(dead_code, reason = "required in the reply")]
    success: bool,
    #[ice(items)]
    instances: Instances,
}

#[derive(Debug, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
struct Instances {
    #[ice(items)]
    instance: Vec<Media>,
}

/// By token and number, both with unusual names and the token in the form body.
#[ice_operation(action = "SearchByBoth", response = BothPage, pages = both)]
#[derive(Debug, Clone, Default)]
struct SearchByBoth {
    #[ice(page_number)]
    result_page: Option<u32>,
    #[ice(body, page_token)]
    cursor: Option<String>,
}

#[derive(Debug, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
struct BothPage {
    #[ice(items)]
    media_list: Vec<Media>,
    #[ice(next_token)]
    cursor: String,
    total: u64,
}

/// By a number with an unusual name.
#[ice_operation(action = "ListByOwnName", response = OwnPage, pages)]
#[derive(Debug, Clone, Default)]
struct ListByOwnName {
    #[ice(page_number)]
    result_page: Option<u32>,
}

#[derive(Debug, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
struct OwnPage {
    #[ice(items)]
    media_list: Vec<Media>,
    #[ice(total)]
    count: u64,
}

fn builder(count: usize, size: usize) -> EmulatorBuilder {
    Emulator::builder()
        .answer_pages::<ListByToken>(media(count), size)
        .answer_pages::<ListByNumber>(media(count), size)
        .answer_pages::<ListByText>(media(count), size)
        .answer_pages::<SearchByBoth>(media(count), size)
        .answer_pages::<ListByOwnName>(media(count), size)
}

/// Walks through all items, and counts the requests.
async fn walk<O>(emulator: &Emulator, client: &Client, operation: O) -> (Vec<Media>, usize)
where
    O: Paged<Response: Page<Item = Media> + Send> + Send + Sync,
{
    let before = emulator.received().len();
    let items = client.items(operation).collect().await.unwrap();
    (items, emulator.received().len() - before)
}

#[tokio::test]
async fn each_item_comes_once_and_in_order_with_the_fewest_requests() {
    for (count, size) in [(0, 3), (1, 3), (3, 3), (6, 3), (7, 3), (5, 1), (2, 100)] {
        let emulator = builder(count, size).start().await.unwrap();
        let client = client_of(&emulator).build().unwrap();
        let least = count.div_ceil(size).max(1);
        // Without a total, the end of numbered pages is an empty one.
        let with_empty_page = count.div_ceil(size) + 1;
        let first = ListByText { page_number: "1".into() };
        let case = format!("{count} items, {size} a page");
        assert_eq!(walk(&emulator, &client, ListByToken::default()).await, (media(count), least), "{case}");
        assert_eq!(walk(&emulator, &client, ListByNumber::default()).await, (media(count), least), "{case}");
        assert_eq!(walk(&emulator, &client, first).await, (media(count), with_empty_page), "{case}");
        assert_eq!(walk(&emulator, &client, SearchByBoth::default()).await, (media(count), least), "{case}");
        assert_eq!(walk(&emulator, &client, ListByOwnName::default()).await, (media(count), least), "{case}");
    }
}

#[tokio::test]
async fn the_position_is_sent_where_the_operation_declares_it() {
    let emulator = builder(5, 2).start().await.unwrap();
    let client = client_of(&emulator).build().unwrap();
    walk(&emulator, &client, SearchByBoth::default()).await;
    let received = emulator.received();
    assert_eq!(received.iter().map(|it| it.parameter("ResultPage")).collect::<Vec<_>>(), [None, Some("2"), Some("3")]);
    let tokens: Vec<_> = received.iter().map(|it| it.parameters(Place::Form).first().cloned()).collect();
    assert!(tokens[0].is_none() && tokens[1] != tokens[2], "{tokens:?}");
    assert!(tokens[1].as_ref().unwrap().1.ends_with("+/="), "{tokens:?}");
}

#[tokio::test]
async fn a_request_can_ask_for_smaller_pages_but_not_for_larger_ones() {
    let emulator = builder(7, 3).start().await.unwrap();
    let client = client_of(&emulator).build().unwrap();
    for (asked, requests) in [(2, 4), (3, 3), (100, 3)] {
        let by_token = ListByToken { max_results: Some(asked), ..ListByToken::default() };
        assert_eq!(walk(&emulator, &client, by_token).await, (media(7), requests));
        let by_number = ListByNumber { page_size: Some(asked), ..ListByNumber::default() };
        assert_eq!(walk(&emulator, &client, by_number).await, (media(7), requests));
    }
}

#[tokio::test]
async fn positions_that_no_page_has_are_refused() {
    let emulator = builder(7, 3).start().await.unwrap();
    let client = client_of(&emulator).build().unwrap();
    let unknown = ListByToken { next_token: Some("other".into()), ..ListByToken::default() };
    let error = client.send(&unknown).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidParameter"));
    assert!(error.to_string().contains("\"NextToken\" is not valid: no page returned this token"), "{error}");
    for page_number in ["0", "x", ""] {
        let error = client.send(&ListByText { page_number: page_number.into() }).await.unwrap_err();
        assert_eq!(error.code(), Some("InvalidParameter"), "{page_number}");
    }
    let beyond = client.send(&ListByText { page_number: u64::MAX.to_string() }).await.unwrap();
    assert!(beyond.is_empty());
    // A page can be requested again.
    let first = client.send(&ListByToken::default()).await.unwrap();
    let second = ListByToken { next_token: first.next_token, ..ListByToken::default() };
    for _ in 0..2 {
        assert_eq!(client.send(&second).await.unwrap().into_items(), media(7)[3..6]);
    }
}

#[tokio::test]
async fn items_that_do_not_fit_say_where_and_a_reply_can_be_made_explicitly() {
    let emulator = Emulator::builder()
        .answer_pages::<ListByToken>(["no media"], 2)
        .answer_pages_with::<ListByNumber>(media(3), 2, |page| {
            assert_eq!((page.size, page.total, page.next_token.is_some()), (2, 3, page.number == 1));
            json!({ "Data": { "List": page.items, "TotalCount": page.total.to_string() }, "PageNo": page.number })
        })
        .start()
        .await
        .unwrap();
    let client = client_of(&emulator).build().unwrap();
    let error = client.send(&ListByToken::default()).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidAnswer"));
    assert!(error.to_string().contains("MediaInfos"), "{error}");
    assert_eq!(walk(&emulator, &client, ListByNumber::default()).await, (media(3), 2));
}

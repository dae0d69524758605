//! Items across pages.

use futures_util::StreamExt as _;
use ice_runtime::{Error, Paged as _, Position};
use ice_tests::memory::{Memory, Step};

use super::{ListThings, ListThingsByNumber, asked, client, page};

fn three_pages() -> Memory {
    Memory::new([page(r#""NextToken":"a","Things":[1,2]"#), page(r#""NextToken":"b""#), page(r#""Things":[3]"#)])
}

#[tokio::test]
async fn each_item_comes_once_and_in_order() {
    let items = client(&three_pages()).items(ListThings::default()).collect().await.unwrap();
    assert_eq!(items, [1, 2, 3]);
}

#[tokio::test]
async fn a_limit_does_not_request_more_pages_than_needed() {
    let transport = three_pages();
    let items = client(&transport).items(ListThings::default()).limit(2).collect().await.unwrap();
    assert_eq!((items, transport.sent().len()), (vec![1, 2], 1));
    let transport = three_pages();
    let items = client(&transport).items(ListThings::default()).limit(0).collect().await.unwrap();
    assert_eq!((items.len(), transport.sent().len()), (0, 0));
}

#[tokio::test]
async fn an_error_comes_after_the_items_before_it() {
    let transport = Memory::new([page(r#""NextToken":"a","Things":[1]"#), page(r#""NextToken":"a","Things":[2]"#)]);
    let mut items = client(&transport).items(ListThings::default());
    assert_eq!(items.next().await.unwrap(), Some(1));
    assert_eq!(items.next().await.unwrap(), Some(2));
    assert!(matches!(items.next().await, Err(Error::Page(_))));
}

#[tokio::test]
async fn the_position_is_the_page_of_the_next_item() {
    let transport = Memory::new([
        page(r#""TotalCount":5,"Things":[1,2]"#),
        page(r#""TotalCount":5,"Things":[3,4]"#),
        page(r#""TotalCount":5,"Things":[5]"#),
        page(r#""TotalCount":5"#),
    ]);
    let mut items = client(&transport).items(ListThingsByNumber::default());
    for expected in [1, 2, 3] {
        assert_eq!(items.next().await.unwrap(), Some(expected));
    }
    assert_eq!(items.position(), Position::Number(2), "4 is still to come");
    items.next().await.unwrap();
    assert_eq!(items.position(), Position::Number(3));
    let mut operation = ListThingsByNumber::default();
    operation.turn_to(items.position());
    assert_eq!(client(&transport).items(operation).collect().await.unwrap(), [5]);
    assert_eq!(asked(&transport, &["PageNo"]), ["", "2", "3", "4"]);
}

#[tokio::test]
async fn items_are_a_stream() {
    let items: Vec<_> = client(&three_pages()).items(ListThings::default()).map(Result::unwrap).collect().await;
    assert_eq!(items, [1, 2, 3]);
}

#[test]
fn items_and_pages_are_iterators_without_async() {
    let transport = three_pages();
    let client = super::blocking_client(&transport);
    let items: Vec<u32> = client.items(ListThings::default()).limit(3).collect::<Result<_, _>>().unwrap();
    assert_eq!(items, [1, 2, 3]);
    let transport = Memory::new([page(r#""NextToken":"a""#), Step::error(400, "Invalid")]);
    let client = super::blocking_client(&transport);
    let mut pages = client.pages(ListThings::default());
    assert!(pages.next().unwrap().is_ok());
    assert_eq!(pages.position(), Position::Token("a".to_owned()));
    assert_eq!(pages.next().unwrap().unwrap_err().code(), Some("Invalid"));
}

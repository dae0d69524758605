//! Whole replies, page by page: which pages are requested, and where the walk ends.

use ice_runtime::{Error, PageProblem, Paged, Position, RetryPolicy};
use ice_tests::memory::{Memory, Step};

use super::{ListThings, ListThingsByNumber, ListThingsEitherWay, SearchThings, asked, client, page};

fn token(token: &str) -> Position {
    Position::Token(token.to_owned())
}

#[tokio::test]
async fn a_walk_by_token_ends_at_a_reply_without_one() {
    for last in ["", r#""NextToken":null,"#, r#""NextToken":"","#] {
        let transport = Memory::new([
            page(r#""NextToken":"a","Things":[1,2]"#),
            page(r#""NextToken":"b","Things":[]"#),
            page(&format!(r#"{last}"Things":[3]"#)),
        ]);
        let pages = client(&transport).pages(ListThings::default()).collect().await.unwrap();
        assert_eq!(pages.len(), 3, "{last}");
        assert_eq!(asked(&transport, &["NextToken"]), ["", "a", "b"], "{last}");
    }
}

#[tokio::test]
async fn a_walk_by_number_ends_at_the_total_without_another_request() {
    let transport = Memory::new([
        page(r#""TotalCount":4,"Things":[1,2]"#),
        page(r#""TotalCount":"4","Things":[3,4]"#),
        page(r#""Things":[9]"#),
    ]);
    let pages = client(&transport).pages(ListThingsByNumber::default()).collect().await.unwrap();
    assert_eq!(pages.len(), 2);
    assert_eq!(asked(&transport, &["PageNo"]), ["", "2"]);
}

#[tokio::test]
async fn a_walk_by_number_without_a_total_ends_at_an_empty_page() {
    let transport = Memory::new([page(r#""Things":[1,2]"#), page(r#""Things":[3]"#), page(r#""Things":null"#)]);
    let pages = client(&transport).pages(ListThingsByNumber::default()).collect().await.unwrap();
    assert_eq!(pages.len(), 3);
    assert_eq!(asked(&transport, &["PageNo"]), ["", "2", "3"]);
}

#[tokio::test]
async fn an_operation_without_items_is_sent_once() {
    for empty in [r#""TotalCount":0"#, r#""TotalCount":7,"Things":[]"#] {
        let transport = Memory::new([page(empty)]);
        let pages = client(&transport).pages(ListThingsByNumber::default()).collect().await.unwrap();
        assert_eq!((pages.len(), transport.sent().len()), (1, 1), "{empty}");
    }
}

#[tokio::test]
async fn the_first_reply_decides_between_token_and_number() {
    let by_token = Memory::new([page(r#""NextToken":"a","TotalCount":1,"Things":[1]"#), page(r#""Things":[2]"#)]);
    client(&by_token).pages(ListThingsEitherWay::default()).collect().await.unwrap();
    assert_eq!(asked(&by_token, &["NextToken"]), ["", "a"]);
    let by_number =
        Memory::new([page(r#""TotalCount":2,"Things":[1]"#), page(r#""NextToken":"a","TotalCount":2,"Things":[2]"#)]);
    client(&by_number).pages(ListThingsEitherWay::default()).collect().await.unwrap();
    assert_eq!(asked(&by_number, &["NextToken", "PageNumber"]), [",", ",2"]);
}

#[tokio::test]
async fn a_token_that_the_operation_cannot_send_is_ignored() {
    let transport = Memory::new([
        page(r#""NextToken":"a","TotalCount":2,"Things":[1]"#),
        page(r#""NextToken":"b","TotalCount":2,"Things":[2]"#),
    ]);
    client(&transport).pages(ListThingsByNumber::default()).collect().await.unwrap();
    assert_eq!(asked(&transport, &["PageNo"]), ["", "2"]);
}

#[tokio::test]
async fn token_and_number_are_sent_together_if_the_operation_needs_both() {
    let transport = Memory::new([
        page(r#""NextToken":"a","Things":[1]"#),
        page(r#""NextToken":"b","Things":[2]"#),
        page(r#""Things":[3]"#),
    ]);
    client(&transport).pages(SearchThings::default()).collect().await.unwrap();
    assert_eq!(asked(&transport, &["ScrollToken", "PageNo"])[1..], ["a,2", "b,3"]);
}

#[tokio::test]
async fn a_token_that_comes_back_is_an_error_after_the_page_that_brought_it() {
    let transport = Memory::new([
        page(r#""NextToken":"a","Things":[1]"#),
        page(r#""NextToken":"a","Things":[2]"#),
        page(r#""Things":[3]"#),
    ]);
    let mut pages = client(&transport).pages(ListThings::default());
    assert_eq!(pages.next().await.unwrap().unwrap().things, Some(vec![1]));
    assert_eq!(pages.next().await.unwrap().unwrap().things, Some(vec![2]));
    let error = pages.next().await.unwrap_err();
    let Error::Page(page) = &error else { panic!("{error}") };
    assert_eq!((page.page(), page.position()), (3, &token("a")));
    assert!(matches!(page.problem(), PageProblem::TokenRepeated), "{error:?}");
    assert!(error.to_string().contains("page 3"), "{error}");
    assert!(error.to_string().contains("`.stop_on_repeat()`"), "{error}");
    assert_eq!(transport.sent().len(), 2, "no useless request is sent");
    // The caller may continue all the same.
    assert_eq!(pages.next().await.unwrap().unwrap().things, Some(vec![3]));
    assert!(pages.next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_token_that_comes_back_can_end_the_walk_quietly() {
    let transport = Memory::new([page(r#""NextToken":"a","Things":[1]"#), page(r#""NextToken":"a","Things":[2]"#)]);
    let pages = client(&transport).pages(ListThings::default()).stop_on_repeat().collect().await.unwrap();
    assert_eq!((pages.len(), transport.sent().len()), (2, 2));
}

#[tokio::test]
async fn a_token_that_comes_back_on_the_last_page_of_a_limit_does_not_matter() {
    let transport = Memory::new([page(r#""NextToken":"a","Things":[1]"#), page(r#""NextToken":"a","Things":[2]"#)]);
    let pages = client(&transport).pages(ListThings::default()).limit(2).collect().await.unwrap();
    assert_eq!((pages.len(), transport.sent().len()), (2, 2));
}

#[tokio::test]
async fn an_error_names_the_page_and_does_not_move_the_position() {
    let transport = Memory::new([
        page(r#""NextToken":"a","Things":[1]"#),
        Step::error(400, "InvalidParameter"),
        page(r#""Things":[2]"#),
    ]);
    let mut pages = client(&transport).pages(ListThings::default());
    pages.next().await.unwrap();
    let error = pages.next().await.unwrap_err();
    assert!(error.to_string().starts_with("page 2: ListThings: InvalidParameter"), "{error}");
    assert_eq!(
        (error.code(), error.status(), error.request_id()),
        (Some("InvalidParameter"), Some(400), Some("R-400"))
    );
    assert_eq!(pages.position(), token("a"));
    assert_eq!(pages.next().await.unwrap().unwrap().things, Some(vec![2]));
    assert_eq!(asked(&transport, &["NextToken"]), ["", "a", "a"]);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_fails_temporarily_is_requested_again() {
    let transport = Memory::new([
        page(r#""NextToken":"a","Things":[1]"#),
        Step::error(503, "ServiceUnavailable"),
        Step::error(429, "Throttling.User"),
        page(r#""Things":[2]"#),
    ]);
    let pages = client(&transport).pages(ListThings::default()).collect().await.unwrap();
    assert_eq!(pages.len(), 2);
}

#[tokio::test]
async fn settings_of_a_call_apply_to_each_page() {
    let transport = Memory::new([page(r#""NextToken":"a","Things":[1]"#), Step::error(503, "ServiceUnavailable")]);
    let error = client(&transport).pages(ListThings::default()).retry(RetryPolicy::none()).collect().await.unwrap_err();
    assert_eq!((error.attempts(), transport.sent().len()), (1, 2));
}

#[tokio::test]
async fn another_walk_can_continue_from_a_position() {
    let transport = Memory::new([page(r#""NextToken":"a","Things":[1]"#), page(r#""Things":[2]"#)]);
    let mut pages = client(&transport).pages(ListThings::default()).limit(1);
    pages.next().await.unwrap();
    assert!(pages.next().await.unwrap().is_none(), "the limit");
    let position = serde_json::to_string(&pages.position()).unwrap();
    let mut operation = ListThings::default();
    operation.turn_to(serde_json::from_str(&position).unwrap());
    let rest = client(&transport).pages(operation).collect().await.unwrap();
    assert_eq!(rest[0].things, Some(vec![2]));
    assert_eq!(asked(&transport, &["NextToken"]), ["", "a"]);
}

#[tokio::test]
async fn a_list_that_shrinks_while_it_is_read_ends() {
    let transport = Memory::new([
        page(r#""TotalCount":6,"Things":[1,2]"#),
        page(r#""TotalCount":4,"Things":[3,4]"#),
        page(r#""Things":[9]"#),
    ]);
    let pages = client(&transport).pages(ListThingsByNumber::default()).collect().await.unwrap();
    assert_eq!(pages.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn dropping_the_next_page_drops_its_request_and_nothing_is_lost() {
    use std::time::Duration;
    let transport = Memory::new([
        page(r#""NextToken":"a","Things":[1]"#),
        page(r#""Things":[9]"#).after(Duration::from_secs(5)),
        page(r#""Things":[2]"#),
    ]);
    let mut pages = client(&transport).pages(ListThings::default());
    pages.next().await.unwrap();
    tokio::time::timeout(Duration::from_secs(1), pages.next()).await.unwrap_err();
    assert_eq!(pages.next().await.unwrap().unwrap().things, Some(vec![2]));
    assert_eq!(asked(&transport, &["NextToken"]), ["", "a", "a"]);
}

#[tokio::test]
async fn pages_are_a_stream() {
    use futures_util::TryStreamExt as _;
    let transport = Memory::new([page(r#""NextToken":"a","Things":[1]"#), page(r#""Things":[2]"#)]);
    let things: Vec<_> =
        client(&transport).pages(ListThings::default()).map_ok(|page| page.things).try_collect().await.unwrap();
    assert_eq!(things, [Some(vec![1]), Some(vec![2])]);
}

#[test]
fn a_walk_can_be_sent_to_another_task() {
    fn is_send<T: Send>(_: &T) {}
    let transport = Memory::new([page("")]);
    let mut pages = client(&transport).pages(ListThings::default());
    is_send(&pages);
    is_send(&pages.next());
    assert!(!format!("{pages:?}").is_empty());
}

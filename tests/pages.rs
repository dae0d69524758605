//! Declared pages: the position of a request, what it sends after turning to another page, and what a reply says about
//! the next page.

use ice_runtime::{
    IcePage, Metadata, Operation, Page, Paged, ParamError, ParamWriter, Position, QueryValue as _, ice_operation,
};
use ice_tests::recorded::{endpoint, signer, stamp};

/// A reply with items only.
#[derive(Debug, serde::Deserialize, IcePage)]
struct Items {
    #[ice(items)]
    items: Vec<u32>,
}

#[ice_operation(action = "ListByToken", pages, response = Items)]
#[derive(Debug, Clone, Default)]
struct ByToken {
    next_token: Option<String>,
    max_results: Option<u32>,
}

#[ice_operation(action = "ListByNumber", pages, response = Items)]
#[derive(Debug, Clone, Default)]
struct ByNumber {
    page_no: Option<i32>,
    page_size: Option<i32>,
}

/// In the form body, and required.
#[ice_operation(action = "ListByText", pages, response = Items)]
#[derive(Debug, Clone, Default)]
struct ByText {
    #[ice(body)]
    page_number: String,
}

#[ice_operation(action = "ListEither", pages, response = Items)]
#[derive(Debug, Clone, Default)]
struct Either {
    #[ice(rename = "NextPageToken")]
    token: Option<String>,
    page_no: Option<u8>,
}

#[ice_operation(action = "SearchBoth", pages = both, response = Items)]
#[derive(Debug, Clone, Default)]
struct Both {
    scroll_token: Option<String>,
    page_no: Option<u64>,
}

#[ice_operation(action = "ListMarked", pages, response = Items)]
#[derive(Debug, Clone, Default)]
struct Marked {
    #[ice(page_token)]
    marker: Option<String>,
    #[ice(page_number, rename = "CurrentPage")]
    current: u32,
    /// Not the one that its name suggests, since another is marked.
    page_no: Option<String>,
}

fn token(text: &str) -> Position {
    Position::Token(text.to_owned())
}

fn both(text: &str, number: u64) -> Position {
    Position::Both(text.to_owned(), number)
}

/// Turns a request to each position, and returns the position that it then has.
fn turned<O: Paged + Clone>(request: &O, positions: &[Position]) -> Vec<Position> {
    let turn = |position: &Position| {
        let mut request = request.clone();
        request.turn_to(position.clone());
        request.position()
    };
    positions.iter().map(turn).collect()
}

#[test]
fn a_request_takes_the_parts_of_a_position_that_it_can_send() {
    let all = [Position::Start, token("t"), Position::Number(3), both("t", 3)];
    assert_eq!(
        turned(&ByToken::default(), &all),
        [Position::Start, token("t"), Position::Start, token("t")],
        "by token"
    );
    let by_number = [Position::Start, Position::Start, Position::Number(3), Position::Number(3)];
    assert_eq!(turned(&ByNumber::default(), &all), by_number, "by number");
    let required = [Position::Number(1), Position::Number(1), Position::Number(3), Position::Number(3)];
    assert_eq!(turned(&ByText::default(), &all), required, "by a required number");
    assert_eq!(
        turned(&Either::default(), &all),
        [Position::Start, token("t"), Position::Number(3), token("t")],
        "either"
    );
    assert_eq!(
        turned(&Both::default(), &all),
        [Position::Start, both("t", 1), Position::Number(3), both("t", 3)],
        "both"
    );
    assert_eq!(
        turned(&Marked::default(), &all),
        [Position::Number(1), token("t"), Position::Number(3), token("t")],
        "marked"
    );
}

#[test]
fn the_fields_that_were_set_are_the_position_of_the_request() {
    assert_eq!(ByToken { next_token: Some("t".into()), max_results: None }.position(), token("t"));
    assert_eq!(ByToken { next_token: Some(String::new()), max_results: None }.position(), Position::Start);
    assert_eq!(ByText { page_number: "12".into() }.position(), Position::Number(12));
    assert_eq!(ByText::default().position(), Position::Start);
    assert_eq!(ByNumber { page_no: Some(0), page_size: None }.position(), Position::Start);
    assert_eq!(Both { scroll_token: Some("t".into()), page_no: None }.position(), both("t", 1));
}

#[test]
fn a_number_that_the_field_cannot_hold_changes_nothing() {
    let mut request = Either { token: None, page_no: Some(255) };
    request.turn_to(Position::Number(256));
    assert_eq!(request.position(), Position::Number(255));
}

#[test]
fn only_the_paging_fields_are_changed() {
    let mut request = Marked { marker: None, current: 1, page_no: Some("kept".into()) };
    request.turn_to(token("t"));
    assert_eq!((request.marker.as_deref(), request.page_no.as_deref()), (Some("t"), Some("kept")));
    let mut request = ByToken { next_token: None, max_results: Some(20) };
    request.turn_to(token("t"));
    let signed = signer(ice_runtime::sign::Scheme::default(), false).sign(&request, &endpoint(), &stamp()).unwrap();
    assert_eq!(signed.uri().query(), Some("MaxResults=20&NextToken=t"));
}

#[derive(Debug, Default, serde::Deserialize, IcePage)]
#[serde(rename_all = "PascalCase", default)]
struct Reply {
    next_page_token: Option<String>,
    total_count: Option<String>,
    #[ice(items)]
    media_infos: Option<Vec<u32>>,
}

#[test]
fn a_reply_has_items_token_and_total() {
    let read = |text: &str| serde_json::from_str::<Reply>(text).unwrap();
    let page = read(r#"{"NextPageToken": "2", "TotalCount": "7", "MediaInfos": [1, 2]}"#);
    assert_eq!((page.len(), page.is_empty(), page.next_token(), page.total()), (2, false, Some("2"), Some(7)));
    assert_eq!(page.into_items(), [1, 2]);
    let last = read(r#"{"NextPageToken": null, "TotalCount": "many"}"#);
    assert_eq!((last.len(), last.is_empty(), last.next_token(), last.total()), (0, true, None, None));
    assert_eq!(last.into_items(), [0_u32; 0]);
}

/// Wrapped the way ecs wraps its lists.
#[derive(Debug, IcePage)]
struct Wrapped<T> {
    #[ice(skip)]
    total: &'static str,
    #[ice(total)]
    number: i64,
    #[ice(next_token)]
    marker: String,
    #[ice(items)]
    instances: List<T>,
}

#[derive(Debug, IcePage)]
struct List<T> {
    #[ice(items)]
    instance: Vec<T>,
}

#[test]
fn a_list_may_be_wrapped_in_a_struct() {
    let instances = List { instance: vec!['a', 'b'] };
    let page = Wrapped { total: "not a number", number: 9, marker: "m".into(), instances };
    assert_eq!((page.total, page.len(), page.next_token(), page.total()), ("not a number", 2, Some("m"), Some(9)));
    assert_eq!(page.into_items(), ['a', 'b']);
}

#[derive(Debug, IcePage)]
struct Outer {
    total: u64,
    #[ice(nested)]
    data: Option<Wrapped<char>>,
}

#[test]
fn members_that_the_reply_lacks_are_looked_up_in_the_nested_object() {
    let instances = List { instance: vec!['a'] };
    let data = Wrapped { total: "", number: 9, marker: "m".into(), instances };
    let page = Outer { total: 1, data: Some(data) };
    assert_eq!((page.len(), page.next_token(), page.total()), (1, Some("m"), Some(1)));
    assert_eq!(page.into_items(), ['a']);
    let empty = Outer { total: 0, data: None };
    assert_eq!((empty.is_empty(), empty.next_token(), empty.total()), (true, None, Some(0)));
    assert_eq!(empty.into_items(), [' '; 0]);
}

/// Implemented manually.
struct Manual {
    number: u64,
}

#[derive(serde::Deserialize)]
struct ManualPage(Vec<u32>);

impl Operation for Manual {
    type Response = ManualPage;

    const METADATA: Metadata = Metadata::new("ListManual");

    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
        self.number.write(params.query("Number"))
    }
}

impl Paged for Manual {
    fn position(&self) -> Position {
        Position::Number(self.number)
    }

    fn turn_to(&mut self, next: Position) {
        if let Position::Number(number) = next {
            self.number = number;
        }
    }
}

impl Page for ManualPage {
    type Item = u32;

    fn into_items(self) -> Vec<u32> {
        self.0
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}

#[test]
fn a_manual_page_has_neither_token_nor_total_unless_it_says_so() {
    let page = ManualPage(vec![1]);
    assert_eq!((page.is_empty(), page.next_token(), page.total()), (false, None, None));
    assert_eq!(page.into_items(), [1]);
    let mut request = Manual { number: 1 };
    request.turn_to(Position::Number(2));
    assert_eq!(request.position(), Position::Number(2));
}

#[test]
fn only_operations_that_read_are_safe_to_retry() {
    #[ice_operation(action = "CheckThing", retry = safe, response = ())]
    struct CheckThing;
    fn is_safe<O: ice_runtime::SafeToRepeat>(_: &O) {}
    is_safe(&ByToken::default());
    is_safe(&&Both::default());
    is_safe(&CheckThing);
}

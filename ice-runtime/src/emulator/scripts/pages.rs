//! Answers with a list page by page, by token, by number, or by both.

use std::collections::HashMap;
use std::sync::Mutex;

use bytes::Bytes;
use serde_json::Value;

use super::super::answer::Answer;
use super::super::lock::locked;
use super::super::received::Call;
use super::shape::{Path, Shape};
use crate::asked::Asks;
use crate::page::{Page, Paged};
use crate::response::read_reply;

/// Parameters that carry a token, and those that set the size of a page.
pub(in super::super) const TOKENS: [&str; 3] = ["NextToken", "NextPageToken", "ScrollToken"];
const SIZES: [&str; 2] = ["PageSize", "MaxResults"];

/// Whether a parameter carries a page number: `PageNo`, `PageNumber`, `CurrentPage` and the like.
pub(in super::super) fn is_page_number(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let says_something_else = ["size", "token", "count", "max"].iter().any(|word| name.contains(word));
    name == "current" || (name.contains("page") && !says_something_else)
}

/// One page of a scripted list, for an answer that puts it into its operation's reply.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct AnsweredPage {
    /// The items of this page.
    pub items: Vec<Value>,
    /// The token of the next page; `None` on the last one.
    pub next_token: Option<String>,
    /// The number of this page, from 1.
    pub number: u64,
    /// The size of a page; the last one may have fewer items.
    pub size: usize,
    /// The total number of items on all pages.
    pub total: usize,
}

/// A list, and where the tokens issued for it lead.
pub(in super::super) struct Pages {
    items: Vec<Value>,
    size: usize,
    tokens: Mutex<HashMap<String, usize>>,
}

impl Pages {
    pub(in super::super) fn new(items: Vec<Value>, size: usize) -> Self {
        Self { items, size: size.max(1), tokens: Mutex::default() }
    }

    /// Returns the page that the call asks for, or an error if there is no such page.
    pub(in super::super) fn turn(&self, call: &Call) -> Result<AnsweredPage, Answer> {
        let size = number_in(call, |name| SIZES.contains(&name))?.map_or(self.size, |size| self.size.min(size));
        let start = match self.place_of_token(call)? {
            Some(place) => place,
            None => number_in(call, is_page_number)?.map_or(0, |number| (number - 1).saturating_mul(size)),
        };
        let items: Vec<Value> = self.items.iter().skip(start).take(size).cloned().collect();
        let end = start.saturating_add(items.len());
        let next_token = (end < self.items.len() && !items.is_empty()).then(|| self.token(call, end));
        Ok(AnsweredPage { items, next_token, number: (start / size) as u64 + 1, size, total: self.items.len() })
    }

    /// Where the call's token leads, whatever its parameter is called.
    fn place_of_token(&self, call: &Call) -> Result<Option<usize>, Answer> {
        let tokens = locked(&self.tokens);
        let places = call.all_parameters().filter_map(|(_, value)| tokens.get(value));
        if let Some(place) = places.copied().next() {
            return Ok(Some(place));
        }
        let unknown = TOKENS.iter().find(|name| call.parameter(name).is_some_and(|token| !token.is_empty()));
        unknown.map_or(Ok(None), |name| Err(invalid(name, "no page returned this token")))
    }

    /// Makes a token, with characters that have to be encoded.
    fn token(&self, call: &Call, place: usize) -> String {
        let token = format!("{}+/=", call.unique().get(..20).unwrap_or_default());
        locked(&self.tokens).insert(token.clone(), place);
        token
    }
}

/// The value of the first parameter with such a name, at least 1.
fn number_in(call: &Call, is_wanted: impl Fn(&str) -> bool) -> Result<Option<usize>, Answer> {
    let Some((name, value)) = call.all_parameters().find(|(name, _)| is_wanted(name)) else { return Ok(None) };
    match value.parse() {
        Ok(number @ 1..) => Ok(Some(number)),
        _ => Err(invalid(name, "it should be a number from 1")),
    }
}

fn invalid(name: &str, problem: &str) -> Answer {
    Answer::refusal(400, "InvalidParameter", format!("The specified parameter \"{name}\" is not valid: {problem}."))
}

/// The places of items, token and total in an operation's reply.
pub(in super::super) struct Layout {
    shape: Shape,
    /// A reply without these members.
    empty: Value,
    items: Option<Path>,
    next_token: Option<Path>,
    total: Option<Path>,
}

impl Layout {
    /// Finds the members by putting a probe into each candidate and checking what the page reads.
    pub(in super::super) fn of<O: Paged>(pages: &Pages) -> Self {
        let first = pages.items.first();
        let shape = Shape::of::<O::Response>();
        let mut empty = shape.smallest.clone();
        let read = |path: &Path, probe: &Value| {
            let mut reply = empty.clone();
            shape.set(&mut reply, path, probe.clone());
            read_reply::<O>(http::Response::new(Bytes::from(reply.to_string())))
        };
        let find = |is_wanted: fn(Asks) -> bool, probe: &Value, is_seen: &dyn Fn(O::Response) -> bool| {
            shape.paths(is_wanted).find(|path| read(path, probe).is_ok_and(is_seen)).cloned()
        };
        let is_list = |asks| matches!(asks, Asks::List(_));
        let (one, length) = (first.cloned().into_iter().collect(), usize::from(first.is_some()));
        let items = find(is_list, &one, &|page| page.len() == length);
        // Items that do not fit their list cause an error that says why.
        let items = items.or_else(|| shape.paths(is_list).find(|path| read(path, &one).is_err()).cloned());
        let is_text = |asks| matches!(asks, Asks::Text | Asks::Anything);
        let next_token = find(is_text, &"probe".into(), &|page| page.next_token() == Some("probe"));
        let is_number = |asks| matches!(asks, Asks::Integer | Asks::Number | Asks::Text | Asks::Anything);
        let total = find(is_number, &7.into(), &|page| page.total() == Some(7));
        // Each reply gets its own.
        if let Value::Object(members) = &mut empty {
            members.remove("RequestId");
        }
        Self { shape, empty, items, next_token, total }
    }

    /// Makes the reply for one page.
    pub(in super::super) fn fill(&self, page: AnsweredPage) -> Answer {
        let Some(items) = &self.items else {
            return Answer::invalid(
                "found no member of the response that holds the items: use `answer_pages_with` on the builder",
            );
        };
        let mut reply = self.empty.clone();
        self.shape.set(&mut reply, items, page.items.into());
        if let Some((path, token)) = self.next_token.as_ref().zip(page.next_token) {
            self.shape.set(&mut reply, path, token.into());
        }
        if let Some(path) = &self.total {
            self.shape.set(&mut reply, path, page.total.into());
        }
        Answer::json(reply)
    }
}

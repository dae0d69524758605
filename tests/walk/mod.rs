//! Walks through pages and items, and waits for jobs, from their users' point of view.

mod examples;
mod items;
mod kinds;
mod pages;
#[cfg(feature = "declared")]
mod recorded;
mod wait;

use ice_runtime::{Client, ClientBuilder, Credentials, Endpoint, IcePage, blocking, ice_operation};
use ice_tests::memory::{Memory, Step};

#[ice_operation(action = "ListThings", pages)]
#[derive(Debug, Default)]
struct ListThings {
    next_token: Option<String>,
}

#[ice_operation(action = "ListThings", response = ListThingsResponse, pages)]
#[derive(Debug, Default)]
struct ListThingsByNumber {
    page_no: Option<u32>,
}

#[ice_operation(action = "ListThings", response = ListThingsResponse, pages)]
#[derive(Debug, Default)]
struct ListThingsEitherWay {
    next_token: Option<String>,
    page_number: Option<String>,
}

#[ice_operation(action = "SearchThings", response = ListThingsResponse, pages = both)]
#[derive(Debug, Default)]
struct SearchThings {
    scroll_token: Option<String>,
    page_no: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
struct ListThingsResponse {
    next_token: Option<String>,
    total_count: Option<u64>,
    #[ice(items)]
    things: Option<Vec<u32>>,
}

fn builder(transport: &Memory) -> ClientBuilder {
    Client::builder()
        .endpoint(Endpoint::new("http://127.0.0.1:1").unwrap())
        .credentials(Credentials::new("LTAIidentifier", "secret-of-thirty-characters-30").unwrap())
        .transport(transport.clone())
}

fn client(transport: &Memory) -> Client {
    builder(transport).build().unwrap()
}

fn blocking_client(transport: &Memory) -> blocking::Client {
    blocking::Client::new(builder(transport)).unwrap()
}

/// A page as the service sends it.
fn page(members: &str) -> Step {
    Step::Reply(200, Vec::new(), format!("{{{members}}}"))
}

/// The values of these parameters, request by request.
fn asked(transport: &Memory, names: &[&str]) -> Vec<String> {
    let values = |sent: &ice_tests::memory::Sent| {
        let values: Vec<String> = names.iter().map(|name| sent.param(name).unwrap_or_default()).collect();
        values.join(",")
    };
    transport.sent().iter().map(values).collect()
}

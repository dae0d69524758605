//! The emulator: what it checks and refuses, the faults it injects, and the uploads it accepts.

mod access;
mod admission;
mod answers;
mod docs;
mod faults;
mod garbage;
mod jobs;
mod oss;
mod pages;
mod parameters;
mod parts;
mod raw;
#[cfg(feature = "declared")]
mod recorded;
mod storage;

use ice_runtime::emulator::{Answer, Emulator, EmulatorBuilder};
use ice_runtime::sign::{Scheme, Signer, Stamp};
use ice_runtime::{Client, ClientBuilder, Operation, RetryPolicy, ice_operation};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// An operation with a parameter of each kind.
#[ice_operation(action = "SubmitEverything", response = Submitted)]
#[derive(Debug, Clone, Default)]
struct SubmitEverything {
    media_id: String,
    #[ice(json)]
    user_data: Option<Value>,
    #[ice(flat)]
    tag: Option<Vec<Tag>>,
    #[ice(join = ",")]
    fields: Option<Vec<String>>,
    #[ice(body)]
    title: Option<String>,
    #[ice(body, flat)]
    part: Option<Vec<String>>,
    #[ice(idempotency_token)]
    client_token: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Tag {
    key: String,
    value: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Submitted {
    request_id: String,
    job_id: Option<u64>,
}

/// An operation without parameters.
#[ice_operation(action = "ListNothing", response = Submitted, method = GET)]
#[derive(Debug, Default)]
struct ListNothing {}

#[ice_operation(action = "AssumeNothing", response = Submitted, product = "sts", version = "2015-04-01", anonymous)]
#[derive(Debug, Default)]
struct AssumeNothing {
    role: Option<String>,
}

fn everything() -> SubmitEverything {
    SubmitEverything {
        media_id: "media id/中+1".into(),
        user_data: Some(json!({ "a": [1, null, "ü"] })),
        tag: Some(vec![Tag { key: "k".into(), value: None }, Tag { key: String::new(), value: Some("v*~".into()) }]),
        fields: Some(vec!["a".into(), "b b".into()]),
        title: Some("T & t=\r\n".into()),
        part: Some((1..=11).map(|part| part.to_string()).collect()),
        client_token: None,
    }
}

fn builder() -> EmulatorBuilder {
    Emulator::builder()
        .answer::<SubmitEverything>(|_| Answer::json(json!({ "JobId": 7 })))
        .answer::<ListNothing>(|_| Answer::json(json!({})))
        .answer::<AssumeNothing>(|_| Answer::json(json!({})))
}

async fn start() -> Emulator {
    builder().start().await.unwrap()
}

fn client_of(emulator: &Emulator) -> ClientBuilder {
    Client::builder().endpoint(emulator.endpoint()).credentials(emulator.credentials()).retry(RetryPolicy::none())
}

/// A signed request as bytes on the wire, to be damaged.
fn signed<O: Operation>(emulator: &Emulator, scheme: Scheme, operation: &O) -> raw::Request {
    let signer = Signer::new(emulator.credentials()).with_scheme(scheme);
    let request = signer.sign(operation, &emulator.endpoint(), &Stamp::now()).unwrap();
    raw::Request::from(request)
}

const SCHEMES: [Scheme; 2] = [Scheme::Acs3HmacSha256, Scheme::HmacSha1];

//! One call a run of what the budgets name, for `instructions.py` to count under callgrind.
//!
//! `python3 tests/benches/instructions.py` builds this, runs it once for every measurement and prints the figures
//! beside their budgets. Each measurement is a function that is not inlined: callgrind counts inside it and nowhere
//! else.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that fails has nothing to print")]

use std::hint::black_box;

use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{Request, Response};
use ice_runtime::sign::{Scheme, Signer, Stamp};
use ice_runtime::{Endpoint, Error, ice_operation, read_reply};
use ice_tests::declared::ice::SearchMedia;
use ice_tests::declared::ice::search_media::SearchMediaResponse;
use ice_tests::recorded::{SECRET, endpoint, responses, signer, stamp};
use serde::Deserialize;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// All five parameters as the service documents them: strings.
#[ice_operation(action = "CreateUploadStream")]
struct CreateUploadStream {
    media_id: Option<String>,
    definition: Option<String>,
    file_extension: Option<String>,
    #[ice(rename = "HDRType")]
    hdr_type: Option<String>,
    user_data: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "the members are what is read")]
struct CreateUploadStreamResponse {
    request_id: String,
    media_id: String,
    #[serde(rename = "FileURL")]
    file_url: String,
    upload_address: String,
    upload_auth: String,
}

fn operation() -> CreateUploadStream {
    CreateUploadStream {
        media_id: Some("20b48fb04483915d4f2cd8ac".into()),
        definition: Some("HD".into()),
        file_extension: Some("mp4".into()),
        hdr_type: Some("HDR10".into()),
        user_data: Some(r#"{"Extend":{"localId":"xxx","test":"www"}}"#.into()),
    }
}

#[inline(never)]
fn measured_request(
    signer: &Signer,
    endpoint: &Endpoint,
    stamp: &Stamp,
    operation: &CreateUploadStream,
) -> Request<Bytes> {
    signer.sign(operation, endpoint, stamp).unwrap()
}

#[inline(never)]
fn measured_hmac_sha1(keyed: &Hmac<Sha1>, text: &[u8]) -> [u8; 20] {
    let mut mac = keyed.clone();
    mac.update(text);
    mac.finalize().into_bytes().into()
}

#[inline(never)]
fn measured_acs3_hashes(keyed: &Hmac<Sha256>, canonical_request: &[u8], string_to_sign: &[u8]) -> [u8; 32] {
    black_box(Sha256::digest(canonical_request));
    let mut mac = keyed.clone();
    mac.update(string_to_sign);
    mac.finalize().into_bytes().into()
}

#[inline(never)]
fn measured_small_reply(reply: Response<Bytes>) -> Result<CreateUploadStreamResponse, Error> {
    read_reply::<CreateUploadStream>(reply)
}

#[inline(never)]
fn measured_small_from_slice(reply: Response<Bytes>) -> serde_json::Result<CreateUploadStreamResponse> {
    serde_json::from_slice(&reply.into_body())
}

#[inline(never)]
fn measured_large_reply(reply: Response<Bytes>) -> Result<SearchMediaResponse, Error> {
    read_reply::<SearchMedia>(reply)
}

#[inline(never)]
fn measured_large_from_slice(reply: Response<Bytes>) -> serde_json::Result<SearchMediaResponse> {
    serde_json::from_slice(&reply.into_body())
}

fn small_reply() -> String {
    let padding = "eyJTZWN1cml0eVRva2VuIjoiQ0FJU3pBUjF".repeat(24);
    format!(
        r#"{{"RequestId":"4C467B38-3910-447D-87BC-AC049166F216","MediaId":"48555e8b4483915d4f2cd8ac","FileURL":"https://outin-1.oss-cn-shanghai.aliyuncs.com/stream/48555e8b.mp4","UploadAddress":"{}","UploadAuth":"{padding}"}}"#,
        &padding[..180]
    )
}

/// Twenty media as the service lists them.
fn large_reply() -> String {
    let mut full = responses()
        .into_iter()
        .find(|recorded| recorded.action == "SearchMedia" && recorded.variant == "full")
        .unwrap()
        .body;
    full["Success"] = "true".into();
    let list = full["MediaInfoList"].as_array_mut().unwrap();
    let item = list.first().unwrap().clone();
    list.resize(20, item);
    full.to_string()
}

fn reply(body: &str) -> Response<Bytes> {
    Response::new(Bytes::from(body.as_bytes().to_vec()))
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(measurement), Some(calls)) = (arguments.next(), arguments.next().and_then(|calls| calls.parse().ok()))
    else {
        println!("run `python3 tests/benches/instructions.py`");
        return;
    };
    let calls: usize = calls;
    let (operation, endpoint, stamp) = (operation(), endpoint(), stamp());
    let hmac_sha1 = signer(Scheme::HmacSha1, false);
    let acs3 = signer(Scheme::Acs3HmacSha256, false);
    let by_sha1 = hmac_sha1.explain(&operation, &endpoint, &stamp).unwrap();
    let by_acs3 = acs3.explain(&operation, &endpoint, &stamp).unwrap();
    let keyed_sha1 = Hmac::<Sha1>::new_from_slice(format!("{SECRET}&").as_bytes()).unwrap();
    let keyed_sha256 = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    // The explanation leaves the id out.
    let string_to_sign = by_sha1.string_to_sign().replace("%2A%2A%2A", "testid");
    let (small, large) = (small_reply(), large_reply());
    // As many whatever is called, so that making them is no part of the difference.
    let small_replies = [reply(&small), reply(&small)].into_iter().take(calls);
    let large_replies = [reply(&large), reply(&large)].into_iter().take(calls);
    match measurement.as_str() {
        "hmac-sha1-request" => repeat(calls, || measured_request(&hmac_sha1, &endpoint, &stamp, &operation)),
        "acs3-request" => repeat(calls, || measured_request(&acs3, &endpoint, &stamp, &operation)),
        "hmac-sha1-hash" => repeat(calls, || measured_hmac_sha1(&keyed_sha1, string_to_sign.as_bytes())),
        "acs3-hashes" => {
            let (canonical, text) = (by_acs3.canonical_request(), by_acs3.string_to_sign());
            repeat(calls, || measured_acs3_hashes(&keyed_sha256, canonical.as_bytes(), text.as_bytes()));
        }
        "small-reply" => small_replies.for_each(|reply| drop(black_box(measured_small_reply(reply).unwrap()))),
        "large-reply" => large_replies.for_each(|reply| drop(black_box(measured_large_reply(reply).unwrap()))),
        "small-from-slice" => {
            small_replies.for_each(|reply| drop(black_box(measured_small_from_slice(reply).unwrap())));
        }
        "large-from-slice" => {
            large_replies.for_each(|reply| drop(black_box(measured_large_from_slice(reply).unwrap())));
        }
        other => println!("no measurement is called {other}"),
    }
}

fn repeat<T>(calls: usize, measured: impl Fn() -> T) {
    for _ in 0..calls {
        drop(black_box(measured()));
    }
}

//! Several replies to one call: classification, waits, the clock.
#![no_main]

use std::sync::Mutex;
use std::time::Duration;

use bytes::Bytes;
use http::header::{AGE, DATE, HeaderValue, RETRY_AFTER};
use ice_runtime::transport::Body;
use ice_runtime::{BoxFuture, Client, Credentials, Endpoint, Transport, TransportError, TransportErrorKind, ice_operation};
use libfuzzer_sys::fuzz_target;

#[ice_operation(action = "SubmitThing", response = serde_json::Value)]
struct SubmitThing {
    #[ice(idempotency_token)]
    client_token: Option<String>,
}

/// Status, code, `x-acs-retry-after`, `Retry-After`, `Date`, `Age`, seconds until it comes.
type Reply = (u16, u8, Option<String>, Option<String>, Option<String>, bool, u8);

const CODES: [&str; 8] = [
    "Throttling",
    "InvalidTimeStamp.Expired",
    "SignatureNonceUsed",
    "InvalidSecurityToken.Expired",
    "ServiceUnavailable",
    "MissingParameter",
    "SignatureDoesNotMatch",
    "",
];

#[derive(Debug)]
struct Scripted(Mutex<Vec<Reply>>);

impl Transport for Scripted {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let reply = self.0.lock().ok().and_then(|mut replies| replies.pop());
        Box::pin(async {
            let Some(reply) = reply else {
                return Err(TransportError::new(TransportErrorKind::Interrupted));
            };
            tokio::time::sleep(Duration::from_secs(u64::from(reply.6) * 8)).await;
            Ok(response(reply))
        })
    }
}

fn response((status, code, acs, standard, date, is_cached, _): Reply) -> http::Response<Bytes> {
    let code = CODES[usize::from(code) % CODES.len()];
    let body = format!(r#"{{"Code":"{code}","Message":"server string to sign is:POST&%2F&","RequestId":"A"}}"#);
    let mut response = http::Response::new(Bytes::from(body));
    *response.status_mut() = http::StatusCode::from_u16(200 + status % 400).unwrap_or_default();
    let acs_name = http::HeaderName::from_static("x-acs-retry-after");
    let age = is_cached.then(|| "1".to_owned());
    for (name, value) in [(acs_name, acs), (RETRY_AFTER, standard), (DATE, date), (AGE, age)] {
        if let Some(Ok(value)) = value.map(|value| HeaderValue::from_str(&value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fuzz_target!(|replies: Vec<Reply>| {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime");
    let client = Client::builder()
        .endpoint(Endpoint::new("ice.cn-shanghai.aliyuncs.com").expect("an endpoint"))
        .credentials(Credentials::new("plantedId", "plantedSecret").expect("credentials"))
        .transport(Scripted(Mutex::new(replies)))
        .build()
        .expect("a client");
    for _ in 0..3 {
        let call = async { client.send(&SubmitThing { client_token: None }).detailed().await };
        match runtime.block_on(call) {
            Ok(done) => assert!((1..=3).contains(&done.attempts)),
            Err(error) => {
                assert!((1..=3).contains(&error.attempts()), "{error}");
                assert!(!format!("{error} {error:?}").contains("plantedSecret"));
            }
        }
    }
});

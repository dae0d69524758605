//! Replies with an error status.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ice_runtime::credentials::{CachedCredentials, Credentials, ProvideCredentials, Provided};
use ice_runtime::{BoxFuture, CredentialsError};
use ice_tests::operations::{SECRET, TOKEN, credentials};
use ice_tests::peer::reply;

use super::table::{Fault, check};

const ENVELOPE: &str = r#"{"Code":"Planned","Message":"planned","RequestId":"A"}"#;
const THROTTLED: &str = r#"{"Code":"Throttling.User","Message":"slower","RequestId":"A"}"#;

fn faults() -> Vec<Fault> {
    let mut faults = servers();
    faults.extend(hints());
    faults.extend(clients());
    faults.extend(of_credentials());
    faults.extend(redirects());
    faults.extend(envelopes());
    faults
}

fn servers() -> Vec<Fault> {
    let coded = |code: &str| format!(r#"{{"Code":"{code}","Message":"planned","RequestId":"A"}}"#);
    vec![
        Fault::replying("502 with HTML", reply("502 Bad Gateway", &[], "<html><h1>Bad gateway</h1></html>")),
        Fault::replying("503", reply("503 Service Unavailable", &[], coded("ServiceUnavailable"))),
        Fault::replying(
            "503, `Retry-After: 1`",
            reply("503 Service Unavailable", &["retry-after: 1"], coded("ServiceUnavailable")),
        ),
        Fault::replying(
            "503, `x-acs-retry-after: 20`",
            reply("503 Service Unavailable", &["x-acs-retry-after: 20"], coded("ServiceUnavailable")),
        ),
        Fault::replying("500", reply("500 Internal Server Error", &[], coded("InternalError"))),
        Fault::replying("504 without a body", reply("504 Gateway Timeout", &[], "")),
        Fault::replying("501", reply("501 Not Implemented", &[], ENVELOPE)),
        Fault::replying(
            "400 with a transient code",
            reply("400 Bad Request", &[], coded("ServiceUnavailableTemporary")),
        ),
    ]
}

fn hints() -> Vec<Fault> {
    let throttled = |name, headers: &[&str]| Fault::replying(name, reply("400 Bad Request", headers, THROTTLED));
    vec![
        throttled("throttled, no hint", &[]),
        throttled("throttled, `x-acs-retry-after: 200`", &["x-acs-retry-after: 200"]),
        throttled("throttled, `x-acs-retry-after: 0`", &["x-acs-retry-after: 0"]),
        throttled("throttled, `x-acs-retry-after: -5`", &["x-acs-retry-after: -5"]),
        throttled("throttled, `x-acs-retry-after` empty", &["x-acs-retry-after: "]),
        throttled("throttled, `x-acs-retry-after: x`", &["x-acs-retry-after: x"]),
        throttled("throttled, `x-acs-retry-after: 1000000000`", &["x-acs-retry-after: 1000000000"]),
        throttled("throttled, `Retry-After: 1`", &["retry-after: 1"]),
        throttled(
            "throttled, `Retry-After` a date",
            &["date: Fri, 02 Jan 2026 03:04:05 GMT", "retry-after: Fri, 02 Jan 2026 03:04:06 GMT"],
        ),
        throttled(
            "throttled, `Retry-After` in the past",
            &["date: Fri, 02 Jan 2026 03:04:05 GMT", "retry-after: Fri, 02 Jan 2026 03:04:04 GMT"],
        ),
        Fault::replying("429 without a body", reply("429 Too Many Requests", &[], "")),
        Fault::replying(
            "400 with `x-acs-retry-after: 20`",
            reply("400 Bad Request", &["x-acs-retry-after: 20"], ENVELOPE),
        ),
    ]
}

fn clients() -> Vec<Fault> {
    let planned = |name, status: &str| Fault::replying(name, reply(status, &[], ENVELOPE));
    vec![
        planned("400", "400 Bad Request"),
        planned("401", "401 Unauthorized"),
        planned("403", "403 Forbidden"),
        planned("404", "404 Not Found"),
        planned("408", "408 Request Timeout"),
        planned("413", "413 Content Too Large"),
        planned("414", "414 URI Too Long"),
        Fault::replying(
            "`SignatureNonceUsed`",
            reply("400 Bad Request", &[], r#"{"Code":"SignatureNonceUsed","Message":"planned","RequestId":"A"}"#),
        ),
        Fault::replying(
            "`InvalidTimeStamp.Expired` with `Date`",
            reply(
                "400 Bad Request",
                &["date: Fri, 02 Jan 2026 03:04:05 GMT"],
                r#"{"Code":"InvalidTimeStamp.Expired","Message":"planned","RequestId":"A"}"#,
            ),
        ),
        Fault::replying(
            "`InvalidTimeStamp.Expired` without `Date`",
            reply("400 Bad Request", &[], r#"{"Code":"InvalidTimeStamp.Expired","Message":"planned","RequestId":"A"}"#),
        ),
    ]
}

/// Errors about credentials: fixed ones, and those of a provider.
fn of_credentials() -> Vec<Fault> {
    let refused = |name, code: &str| {
        let body = format!(r#"{{"Code":"{code}","Message":"planned","RequestId":"A"}}"#);
        Fault::replying(name, reply("403 Forbidden", &[], body))
    };
    vec![
        refused("`InvalidSecurityToken.Expired`, fixed credentials", "InvalidSecurityToken.Expired"),
        refused("`InvalidAccessKeyId.NotFound`, fixed credentials", "InvalidAccessKeyId.NotFound"),
        refused("`InvalidAccessKeyId.Inactive`, fixed credentials", "InvalidAccessKeyId.Inactive"),
        refused("`SignatureDoesNotMatch`, fixed credentials", "SignatureDoesNotMatch"),
        refused("`InvalidSecurityToken.Expired`, a provider with other keys", "InvalidSecurityToken.Expired")
            .under(|| CachedCredentials::new(Rotating::default())),
        refused("`InvalidAccessKeyId.NotFound`, a provider with other keys", "InvalidAccessKeyId.NotFound")
            .under(|| CachedCredentials::new(Rotating::default())),
        refused("`InvalidAccessKeyId.NotFound`, a provider with the same keys", "InvalidAccessKeyId.NotFound")
            .under(|| CachedCredentials::new(Arc::new(credentials()))),
        refused("`NoPermission`, a provider with other keys", "NoPermission")
            .under(|| CachedCredentials::new(Rotating::default())),
    ]
}

/// Gives new credentials at each fetch.
#[derive(Debug, Default)]
struct Rotating(AtomicUsize);

impl ProvideCredentials for Rotating {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        let id = format!("LTAI5tPlantedAccessKeyId{}", self.0.fetch_add(1, Ordering::Relaxed));
        let keys = Credentials::new(id, SECRET).and_then(|keys| keys.with_security_token(TOKEN)).unwrap();
        Box::pin(async { Ok(Provided::lasting(keys)) })
    }
}

fn redirects() -> Vec<Fault> {
    let redirect =
        |name, status: &str| Fault::replying(name, reply(status, &["location: http://127.0.0.1:1/elsewhere"], ""));
    vec![
        redirect("301", "301 Moved Permanently"),
        redirect("302", "302 Found"),
        redirect("303", "303 See Other"),
        redirect("307", "307 Temporary Redirect"),
        redirect("308", "308 Permanent Redirect"),
        Fault::replying("304", "HTTP/1.1 304 Not Modified\r\n\r\n"),
    ]
}

fn envelopes() -> Vec<Fault> {
    let bad = |name, body: &str| Fault::replying(name, reply("400 Bad Request", &["x-acs-request-id: R-1"], body));
    let long = format!(r#"{{"Code":"Planned","RequestId":"A","Message":"{}"}}"#, "x".repeat(1_000_000));
    vec![
        bad("an error in XML", "<Error><Code>Planned</Code><Message>planned</Message><RequestId>A</RequestId></Error>"),
        bad("an error that is `{}`", "{}"),
        bad("an error that is `[]`", "[]"),
        bad("an error that is plain text", "no such thing"),
        bad("control characters in a message", r#"{"Code":"Planned","Message":"a\u0007\u001b[31mb","RequestId":"A"}"#),
        bad("control characters in a code", r#"{"Code":"Planned\n\u001b[2J","Message":"planned","RequestId":"A"}"#),
        bad("a message of 1 MB", &long),
        bad("lower-case members", r#"{"code":"Planned","message":"planned","requestid":"A"}"#),
        bad("no request id in the body", r#"{"Code":"Planned","Message":"planned"}"#),
    ]
}

#[tokio::test]
async fn faults_with_an_error_status_match_the_table() {
    check("Status", faults()).await;
}

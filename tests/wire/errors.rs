//! Errors: the recorded ones, and other shapes.

use std::time::Duration;

use bytes::Bytes;
use http::Response;
use ice_runtime::{Error, MayHaveExecuted, ServiceError, ice_operation, read_reply};
use ice_tests::recorded::{RecordedReply, errors};
use serde::Deserialize;

const REQUEST_ID: &str = "4C467B38-3910-447D-87BC-AC049166F216";

#[ice_operation(action = "GetMediaInfo")]
struct GetMediaInfo {
    media_id: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetMediaInfoResponse {
    #[allow(dead_code, reason = "only its presence counts")]
    request_id: Option<String>,
}

fn reply(status: u16, headers: &[(String, String)], body: impl Into<Bytes>) -> Result<GetMediaInfoResponse, Error> {
    let mut reply = Response::builder().status(status);
    for (name, value) in headers {
        reply = reply.header(name, value);
    }
    read_reply::<GetMediaInfo>(reply.body(body.into()).unwrap())
}

fn service_error(status: u16, body: impl Into<Bytes>) -> ServiceError {
    match reply(status, &[], body) {
        Err(Error::Service(failed)) => failed.error,
        other => panic!("{other:?}"),
    }
}

/// What a recorded reply should be.
struct Expected {
    case: &'static str,
    code: Option<&'static str>,
    has_request_id: bool,
    retry_after: Option<Duration>,
    is_throttled: bool,
    may_have_executed: MayHaveExecuted,
}

const fn refused(case: &'static str, code: &'static str) -> Expected {
    Expected {
        case,
        code: Some(code),
        has_request_id: true,
        retry_after: None,
        is_throttled: false,
        may_have_executed: MayHaveExecuted::No,
    }
}

const fn unclear(case: &'static str, has_request_id: bool) -> Expected {
    Expected { code: None, has_request_id, may_have_executed: MayHaveExecuted::Maybe, ..refused(case, "") }
}

const fn throttled(case: &'static str, code: &'static str, milliseconds: Option<u64>) -> Expected {
    Expected {
        retry_after: match milliseconds {
            Some(milliseconds) => Some(Duration::from_millis(milliseconds)),
            None => None,
        },
        is_throttled: true,
        ..refused(case, code)
    }
}

const EXPECTED: [Expected; 19] = [
    refused("missing parameter", "MissingParameter"),
    refused("signature mismatch v2, same string to sign (wrong secret)", "SignatureDoesNotMatch"),
    refused("signature mismatch v2, other string to sign (encoding)", "SignatureDoesNotMatch"),
    refused("signature mismatch v3", "SignatureDoesNotMatch"),
    refused("timestamp expired", "InvalidTimeStamp.Expired"),
    Expected { may_have_executed: MayHaveExecuted::Maybe, ..refused("nonce used", "SignatureNonceUsed") },
    refused("sts token expired", "InvalidSecurityToken.Expired"),
    refused("forbidden with AccessDeniedDetail", "NoPermission"),
    throttled("throttled user, 400, no retry header", "Throttling.User", None),
    throttled("throttled user, 429, retry header 1200 ms", "Throttling.User", Some(1200)),
    throttled("throttled, retry header 0", "Throttling", None),
    Expected { may_have_executed: MayHaveExecuted::Maybe, ..refused("service unavailable", "ServiceUnavailable") },
    refused("lower-case keys", "Unsupported"),
    unclear("html 502", false),
    unclear("empty body 500", true),
    unclear("json array", true),
    refused("status 200, business failure in body", "MediaNotFound"),
    // The last one is not an error of the service: something else answered.
    unclear("status 200, html", false),
    refused("", ""),
];

#[test]
fn every_recorded_error_is_read_correctly() {
    let recorded = errors();
    assert_eq!(recorded.len(), EXPECTED.len() - 1);
    for (recorded, expected) in recorded.iter().zip(&EXPECTED) {
        let RecordedReply { status, headers, body } = &recorded.reply;
        assert_eq!(recorded.case, expected.case);
        let error = reply(*status, headers, body.clone()).unwrap_err();
        let case = expected.case;
        match &error {
            Error::Service(failed) => assert_eq!(failed.is_throttled(), expected.is_throttled, "{case}"),
            Error::Reply(_) => assert_eq!(case, "status 200, html"),
            other => panic!("{case}: {other:?}"),
        }
        assert_eq!(error.code(), expected.code, "{case}");
        assert_eq!(error.request_id(), expected.has_request_id.then_some(REQUEST_ID), "{case}");
        assert_eq!(error.status(), Some(*status), "{case}");
        assert_eq!(error.retry_after(), expected.retry_after, "{case}");
        assert_eq!(error.may_have_executed(), expected.may_have_executed, "{case}");
        assert_eq!(error.attempts(), 1);
        check_text(&error, expected);
    }
}

/// One or two readable lines with code, message, request id, status and link.
fn check_text(error: &Error, expected: &Expected) {
    assert_eq!(error.to_string().lines().count(), 1, "{error}");
    let text = format!("{error:#}");
    assert!(text.starts_with(&error.to_string()) && text.starts_with("GetMediaInfo: "), "{text}");
    assert!(text.lines().count() <= 2, "{text}");
    assert!(text.contains(&format!("status {}", error.status().unwrap())), "{text}");
    assert_eq!(text.contains(REQUEST_ID), expected.has_request_id, "{text}");
    if let Error::Service(failed) = error {
        for part in [failed.code(), failed.message(), failed.recommend()].into_iter().flatten() {
            assert!(text.contains(part), "{text}");
        }
    }
}

#[test]
fn access_denied_detail_is_typed() {
    let recorded = errors().into_iter().find(|it| it.case.contains("AccessDenied")).unwrap();
    let error = service_error(recorded.reply.status, recorded.reply.body);
    let detail = error.access_denied_detail().unwrap();
    let members = [
        (&detail.auth_action, "ice:GetMediaInfo"),
        (&detail.auth_principal_type, "SubUser"),
        (&detail.auth_principal_owner_id, "1000000000000001"),
        (&detail.auth_principal_display_name, "200000000000000001"),
        (&detail.no_permission_type, "ImplicitDeny"),
        (&detail.policy_type, "AccountLevelIdentityBasedPolicy"),
        (&detail.encoded_diagnostic_message, "AQFsynthetic/Diagnostic+Message=="),
    ];
    for (member, expected) in members {
        assert_eq!(member.as_deref(), Some(expected));
    }
}

#[test]
fn access_denied_detail_is_read_from_xml_too() {
    let body = "<Error><Code>NoPermission</Code><Message>m</Message><AccessDeniedDetail><AuthAction>ice:Other</AuthAction>\
        <NoPermissionType>ExplicitDeny</NoPermissionType><PolicyType/></AccessDeniedDetail></Error>";
    let error = service_error(403, body);
    let detail = error.access_denied_detail().unwrap();
    assert_eq!(detail.auth_action.as_deref(), Some("ice:Other"));
    assert_eq!(detail.no_permission_type.as_deref(), Some("ExplicitDeny"));
    assert_eq!(detail.policy_type, None);
    assert!(service_error(403, "<Error><Code>NoPermission</Code></Error>").access_denied_detail().is_none());
}

#[test]
fn the_envelope_is_read_in_every_spelling() {
    for body in [
        r#"{"Code": "A.B", "Message": "text", "RequestId": "R-1", "HostId": "h", "Recommend": "https://r"}"#,
        r#"{"code": "A.B", "message": "text", "requestId": "R-1", "hostId": "h", "recommend": "https://r"}"#,
        r#"{"Code": "A.B", "message": "text", "RequestID": "R-1", "hostid": "h", "recommend": "https://r"}"#,
        "\u{feff}{\"CODE\": \"A.B\", \"MESSAGE\": \"text\", \"REQUESTID\": \"R-1\", \"HOSTID\": \"h\", \"RECOMMEND\": \"https://r\"}",
        r#"{"Other": {"Code": "inner"}, "Code": "A.B", "Message": "text", "RequestId": "R-1", "HostId": "h", "Recommend": "https://r", "cut": ["#,
        "<?xml version='1.0' encoding='UTF-8'?>\n<Error><RequestId>R-1</RequestId><HostId>h</HostId><Code>A.B</Code><Message>text</Message><Recommend>https://r</Recommend></Error>",
        "<Error>\n <Code> A.B </Code><Message><![CDATA[text]]></Message>\n<RequestId>R-1</RequestId><HostId>h</HostId><Recommend><![CDATA[https://r]]></Recommend></Error>",
        "<error><code>A.B</code><message>text</message><requestId>R-1</requestId><hostId>h</hostId><recommend>https://r</recommend></error>",
        "<a:Error xmlns:a='x'><a:Code type='s'>A.B</a:Code><a:Message>text</a:Message><a:RequestId>R-1</a:RequestId><a:HostId>h</a:HostId><a:Recommend>https://r</a:Recommend></a:Error>",
    ] {
        let error = service_error(400, body);
        assert_eq!(error.code(), Some("A.B"), "{body}");
        assert_eq!(error.message(), Some("text"), "{body}");
        assert_eq!(error.request_id(), Some("R-1"), "{body}");
        assert_eq!(error.host_id(), Some("h"), "{body}");
        assert_eq!(error.recommend(), Some("https://r"), "{body}");
    }
}

#[test]
fn xml_escapes_are_decoded() {
    for (escaped, text) in [
        ("&lt;a&gt; &amp;amp; &quot;b&quot; &apos;c&apos;", "<a> &amp; \"b\" 'c'"),
        ("&#39;&#x27; &#20013;&#x4e2d;", "'' 中中"),
        ("a & b &nbsp; &#xd800; &#; &", "a & b &nbsp; &#xd800; &#; &"),
    ] {
        let body = format!("<Error><Code>A</Code><Message>{escaped}</Message></Error>");
        assert_eq!(service_error(400, body).message(), Some(text));
    }
}

#[test]
fn numbers_are_codes_and_empty_strings_are_not() {
    let error = service_error(400, r#"{"Code": 40001, "Message": "", "RequestId": ""}"#);
    assert_eq!((error.code(), error.message(), error.request_id()), (Some("40001"), None, None));
    let error = service_error(404, r#"{"Code": null, "Message": {"a": 1}, "RequestId": ["x"]}"#);
    assert_eq!((error.code(), error.message(), error.request_id()), (None, None, None));
}

#[test]
fn the_request_id_falls_back_to_the_head() {
    let head = [("x-acs-request-id".to_owned(), "HEAD-1".to_owned())];
    for (body, expected) in [
        ("", "HEAD-1"),
        ("{}", "HEAD-1"),
        ("[]", "HEAD-1"),
        ("<html>", "HEAD-1"),
        (r#"{"RequestId": "BODY-1"}"#, "BODY-1"),
    ] {
        let error = reply(500, &head, body).unwrap_err();
        assert_eq!(error.request_id(), Some(expected), "{body}");
    }
}

#[test]
fn bodies_without_an_envelope_are_errors_all_the_same() {
    for body in [
        &b""[..],
        b"{}",
        b"[]",
        b"null",
        b"\"text\"",
        b"{\"Code\": ",
        b"<html></html>",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"upstream connect error",
    ] {
        for status in [300, 302, 400, 404, 500, 502, 599] {
            let error = service_error(status, body);
            assert_eq!((error.status(), error.code()), (status, None), "{body:?}");
        }
    }
}

#[test]
fn with_a_success_status_the_body_decides() {
    for (body, is_error) in [
        (r#"{"Success": false}"#, true),
        (r#"{"Success": "false"}"#, true),
        (r#"{"Success": "False", "Data": {}}"#, true),
        (r#"{"success": false}"#, true),
        (r#"{"Code": "NotFound", "Message": "m"}"#, true),
        (r#"{"code": "NotFound", "message": "m"}"#, true),
        (r#"{"Code": 500, "Message": "m"}"#, true),
        (r#"{"Code": "NotFound", "Message": "m", "Success": false}"#, true),
        (r#"{"Code": "NotFound", "Message": "m", "Success": null}"#, true),
        (r#"{"Code": "NotFound", "Message": ""}"#, true),
        (r#"{"Code": "NotFound", "Message": null}"#, false),
        (r#"{"\u0043ode": "NotFound", "Message": "m"}"#, true),
        (r#"{"Code": "200", "Message": "m"}"#, false),
        (r#"{"Code": 200, "Message": "m"}"#, false),
        (r#"{"Code": "0", "Message": "m"}"#, false),
        (r#"{"Code": 0, "Message": "m"}"#, false),
        (r#"{"Code": "OK", "Message": "m"}"#, false),
        (r#"{"Code": "Success", "Message": "m"}"#, false),
        (r#"{"Code": "", "Message": "m"}"#, false),
        (r#"{"Code": null, "Message": "m"}"#, false),
        (r#"{"Code": "NotFound"}"#, false),
        (r#"{"Message": "m"}"#, false),
        (r#"{"Code": "NotFound", "Message": "m", "Success": true}"#, false),
        (r#"{"Code": "NotFound", "Message": "m", "Success": "true"}"#, false),
        (r#"{"Data": {"Success": false, "Code": "X", "Message": "m"}}"#, false),
        (r#"{"Data": [{"Success": false}]}"#, false),
        ("{}", false),
    ] {
        let result = reply(200, &[], body);
        assert_eq!(matches!(result, Err(Error::Service(_))), is_error, "{body}: {result:?}");
        assert!(is_error || result.is_ok(), "{body}: {result:?}");
    }
}

/// Searching the whole reply for each of them would take hours.
#[test]
fn a_list_with_a_message_in_each_item_is_searched_once() {
    let list = r#"{"Message": "m"},"#.repeat(500_000);
    for (rest, is_error) in [(r#""Message": "m""#, false), (r#""Code": "NotFound", "Message": "m""#, true)] {
        let body = format!(r#"{{"List": [{list}{{}}], {rest}}}"#);
        assert_eq!(matches!(reply(200, &[], body), Err(Error::Service(_))), is_error);
    }
}

#[test]
fn hints_are_read_in_milliseconds() {
    for (value, milliseconds) in [
        ("2000", Some(2000)),
        (" 7 ", Some(7)),
        ("0", None),
        ("-5", None),
        ("", None),
        ("x", None),
        ("1000000000", Some(1_000_000_000)),
    ] {
        let headers = [("X-Acs-Retry-After".to_owned(), value.to_owned())];
        let error = reply(400, &headers, r#"{"Code": "X", "Message": "m"}"#).unwrap_err();
        assert_eq!(error.retry_after(), milliseconds.map(Duration::from_millis), "{value}");
    }
}

#[test]
fn texts_are_sanitized_for_display() {
    let message = format!("a\\r\\nb\\u001b[31m\\u0000{}", "x".repeat(1_000_000));
    let body = format!(r#"{{"Code": "C\nD", "Message": "{message}", "RequestId": "R\u0007", "Recommend": "r\n"}}"#);
    let error = reply(400, &[], body).unwrap_err();
    let text = error.to_string();
    assert!(text.len() < 5000, "{}", text.len());
    assert!(text.lines().count() <= 2 && !text.replace('\n', "").contains(char::is_control), "{text}");
}

const THROTTLED: [bool; 3] = [true, false, false];
const DENIED: [bool; 3] = [false, true, false];
const NOT_FOUND: [bool; 3] = [false, false, true];
const NONE: [bool; 3] = [false; 3];

fn seen(error: &Error) -> [bool; 3] {
    [error.is_throttled(), error.is_access_denied(), error.is_not_found()]
}

#[test]
fn a_gateways_page_does_not_mean_that_something_is_missing_or_denied() {
    for (status, body, expected) in [
        (404, "", NOT_FOUND),
        (404, "<html>nginx</html>", NONE),
        (403, "<html>blocked</html>", NONE),
        (404, "no such route", NONE),
        (404, "<Error><Code>NoSuchThing</Code></Error>", NOT_FOUND),
    ] {
        let error = reply(status, &[], body).unwrap_err();
        assert_eq!(seen(&error), expected, "{status} {body}");
    }
}

#[test]
fn an_error_says_whether_it_is_throttled_denied_or_not_found() {
    for (status, code, expected) in [
        (400, "Throttling.User", THROTTLED),
        (403, "Rejected.Throttling", THROTTLED),
        (429, "", THROTTLED),
        (403, "NoPermission", DENIED),
        (400, "Forbidden.RAM", DENIED),
        (403, "Forbidden", DENIED),
        (403, "", DENIED),
        (404, "", NOT_FOUND),
        (404, "InvalidMediaId.NotFound", NOT_FOUND),
        (200, "MediaNotFound", NOT_FOUND),
        (400, "InvalidVSwitchId.NotExist", NOT_FOUND),
        (404, "InvalidAccessKeyId.NotFound", NONE),
        (404, "InvalidAction.NotFound", NONE),
        (403, "SecurityTokenExpired", NONE),
        (403, "RequestTimeTooSkewed", NONE),
        (403, "IncompleteSignature", NONE),
        (403, "SignatureNonceUsed", NONE),
        (403, "InvalidSecurityToken.Expired", NONE),
        (403, "SignatureDoesNotMatch", NONE),
        (400, "MissingParameter", NONE),
        (500, "InternalError", NONE),
    ] {
        let error = reply(status, &[], format!(r#"{{"Code": "{code}", "Message": "text"}}"#)).unwrap_err();
        assert_eq!(seen(&error), expected, "{status} {code}");
        assert_eq!(error.message(), Some("text"));
        assert!(!error.is_timeout());
    }
    let detailed = r#"{"Code": "Other", "AccessDeniedDetail": {"AuthAction": "ice:GetMediaInfo"}}"#;
    assert!(reply(400, &[], detailed).unwrap_err().is_access_denied());
    let unreadable = reply(200, &[], "[]").unwrap_err();
    assert_eq!((unreadable.message(), unreadable.is_not_found()), (None, false));
}

#[test]
fn the_long_form_of_an_error_has_the_link_that_the_short_one_omits() {
    let body = r#"{"Code": "A.B", "Message": "text", "RequestId": "R-1", "Recommend": "https://r"}"#;
    let error = reply(400, &[], body).unwrap_err();
    let line = "GetMediaInfo: A.B: text (status 400, request id R-1)";
    assert_eq!(error.to_string(), line);
    assert_eq!(format!("{error:#}"), format!("{line}\nsee https://r"));
    assert_eq!(format!("{error:?}"), format!("{error:#}"));
    assert!(format!("{error:#?}").starts_with("Service(\n"));
}

#[test]
fn the_reply_that_came_instead_of_the_services_answer_is_named() {
    for (status, body, expected) in [
        (502, "<html><body>Bad Gateway</body></html>", "an HTML page came back instead of the service's answer"),
        (200, "<!DOCTYPE HTML>\n<title>Sign in</title>", "an HTML page came back instead of the service's answer"),
        (200, "<?xml version='1.0'?><x/>", "an XML document came back instead of the service's answer"),
        (503, "upstream connect error", "plain text came back instead of the service's answer"),
        (504, "", "an empty body came back instead of the service's answer"),
        (500, "{}", "an error without a code"),
        (200, "", "expected JSON, found an empty body"),
    ] {
        let text = reply(status, &[], body).unwrap_err().to_string();
        assert!(text.contains(expected), "{text}");
    }
    for (media_type, expected) in [("text/event-stream", "an event stream"), ("video/mp4", "binary data")] {
        let headers = [("content-type".to_owned(), media_type.to_owned())];
        let error = reply(200, &headers, "{}").unwrap_err();
        assert!(matches!(&error, Error::Reply(_)) && error.to_string().contains(expected), "{error}");
        assert!(matches!(reply(400, &headers, r#"{"Code": "A"}"#), Err(Error::Service(_))));
    }
}

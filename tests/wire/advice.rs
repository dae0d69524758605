//! Advice: what the client adds to an error by comparing it with its request, and what it never shows.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use ice_runtime::ram::Policy;
use ice_runtime::sign::{Scheme, Signer, ToCurl};
use ice_runtime::transport::Body;
use ice_runtime::{
    BoxFuture, Client, Credentials, Error, Operation, Product, RetryPolicy, Transport, TransportError, ice_operation,
};
use ice_tests::percent::{decoded_params, encoded};
use ice_tests::recorded::{TOKEN, endpoint, errors, signer, stamp};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::reference::{canonical, signature_in};
use super::{hex, query_of};

#[ice_operation(action = "SubmitMedia")]
struct SubmitMedia {
    media_id: Option<String>,
    #[ice(body)]
    note: Option<String>,
    title: Option<String>,
}

#[derive(Debug, serde::Deserialize)]
struct SubmitMediaResponse {}

fn operation() -> SubmitMedia {
    SubmitMedia { media_id: Some("media id/中+1".into()), note: Some("it's".into()), title: None }
}

/// Answers every request with status 400 and the body from its function.
struct Answering {
    body: fn(&Request<Bytes>) -> String,
    got: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl std::fmt::Debug for Answering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answering")
    }
}

impl Transport for Answering {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let request = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
        let reply = Response::builder().status(400).body((self.body)(&request).into());
        self.got.lock().unwrap().push(request);
        Box::pin(async { Ok(reply.unwrap()) })
    }
}

/// What the caller gets, and the secrets of the request that was sent.
struct Outcome {
    error: Error,
    secrets: Vec<String>,
}

impl Outcome {
    fn text(&self) -> String {
        let text = format!("{:#}", self.error);
        let everything = format!("{} {text} {:?} {:#?}", self.error, self.error, self.error);
        for secret in &self.secrets {
            for form in [secret.clone(), encoded(secret), encoded(&encoded(secret))] {
                assert!(!everything.contains(&form), "{form} in {everything}");
            }
        }
        assert_eq!(self.error.to_string().lines().count(), 1);
        assert!(text.lines().count() <= 2, "{text}");
        text
    }
}

fn rejected(scheme: Scheme, secret: &str, body: fn(&Request<Bytes>) -> String) -> Outcome {
    let keys = Credentials::new("LTAI-testid", secret).unwrap();
    let got = Arc::default();
    let client = Client::builder()
        .endpoint(endpoint())
        .credentials(keys.with_security_token(TOKEN).unwrap())
        .scheme(scheme)
        .retry(RetryPolicy::none())
        .transport(Answering { body, got: Arc::clone(&got) })
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let error = runtime.block_on(async { client.send(&operation()).await }).unwrap_err();
    let mut secrets = vec![TOKEN.to_owned(), secret.to_owned()];
    secrets.extend(got.lock().unwrap().iter().map(signature_in));
    Outcome { error, secrets }
}

const GOOD_SECRET: &str = "A0123456789abcdefghijklmnopqrs";

fn mismatch(message: &str) -> String {
    json!({"Code": "SignatureDoesNotMatch", "Message": message, "RequestId": "R-1"}).to_string()
}

/// The string to sign of signature 1.0, as the service computes it from the request that arrived.
fn rpc_string(request: &Request<Bytes>) -> String {
    let body = std::str::from_utf8(request.body()).unwrap();
    let mut params: std::collections::BTreeMap<_, _> = query_of(request).into_iter().collect();
    params.extend(decoded_params(body));
    params.remove("Signature");
    format!("{}&%2F&{}", request.method(), encoded(&canonical(&params)))
}

fn rpc_message(request: &Request<Bytes>) -> String {
    let text = rpc_string(request);
    mismatch(&format!("Specified signature is not matched with our calculation. server string to sign is:{text}"))
}

/// The canonical request of ACS3.
fn acs3_canonical(request: &Request<Bytes>) -> String {
    let headers: std::collections::BTreeMap<_, _> = request
        .headers()
        .iter()
        .filter(|(name, _)| *name == "host" || *name == "content-type" || name.as_str().starts_with("x-acs-"))
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    let lines: Vec<String> = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let names: Vec<&str> = headers.keys().copied().collect();
    let hash = hex(&Sha256::digest(request.body()));
    let query = request.uri().query().unwrap_or_default();
    format!("{}\n/\n{query}\n{}\n{}\n{hash}", request.method(), lines.concat(), names.join(";"))
}

fn acs3_message(canonical: &str) -> String {
    let hash = hex(&Sha256::digest(canonical.as_bytes()));
    mismatch(&format!(
        "Specified signature does not match our calculation. server StringToSign is [ACS3-HMAC-SHA256\n{hash}] server \
         CanonicalRequest is [{canonical}]"
    ))
}

#[test]
fn a_matching_text_means_a_wrong_secret() {
    let by_rpc = rejected(Scheme::HmacSha1, GOOD_SECRET, rpc_message);
    let by_acs3 = rejected(Scheme::Acs3HmacSha256, GOOD_SECRET, |request| acs3_message(&acs3_canonical(request)));
    for outcome in [by_rpc, by_acs3] {
        let text = outcome.text();
        assert!(text.contains("so the AccessKeySecret is wrong: copy it again"), "{text}");
        assert!(!text.contains("string to sign") && !text.contains("StringToSign"), "{text}");
        let Error::Service(failed) = &outcome.error else { panic!("{text}") };
        assert!(failed.message().unwrap().starts_with("Specified signature"), "{text}");
        assert_eq!((failed.code(), failed.request_id()), (Some("SignatureDoesNotMatch"), Some("R-1")));
    }
}

#[test]
fn words_after_the_quoted_text_are_ignored_and_a_truncated_quote_is_not_a_difference() {
    let followed = rejected(Scheme::HmacSha1, GOOD_SECRET, |request| {
        mismatch(&format!("server string to sign is:{}, please check your AccessKeySecret.", rpc_string(request)))
    });
    assert!(followed.text().contains("so the AccessKeySecret is wrong: copy it again"), "{}", followed.text());
    let cut = rejected(Scheme::HmacSha1, GOOD_SECRET, |request| {
        let text = rpc_string(request);
        mismatch(&format!("server string to sign is:{}", &text[..text.len() - 20]))
    });
    assert!(cut.text().contains("check the AccessKeySecret"), "{}", cut.text());
}

#[test]
fn secrets_are_hidden_however_they_are_escaped() {
    let outcome = rejected(Scheme::HmacSha1, GOOD_SECRET, |_| {
        let escaped = |sign: &str| -> String {
            let all = TOKEN.bytes().map(|byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => char::from(byte).to_string(),
                _ => format!("{sign}{byte:02x}"),
            });
            all.collect()
        };
        let everything = TOKEN.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        let message = format!("before {} {} {everything} 100% {TOKEN} behind", escaped("%"), escaped("%25"));
        json!({"Code": "A", "Message": message}).to_string()
    });
    let text = outcome.text();
    assert!(text.contains("before *** *** *** 100% *** behind"), "{text}");
}

#[test]
fn a_secret_that_looks_damaged_is_reported_as_such() {
    for (secret, words) in [
        ("A0123456789abcdefghijklmnopqr", "30 characters"),
        ("A0123456789abcdefghijklmnopqrst", "30 characters"),
        ("\"A0123456789abcdefghijklmnopqrs\"", "quotation marks"),
        ("A01234****************mnopqrst", "shortened display"),
        ("A0123456789abcdefghijklmnop%2B", "a character that secrets do not have"),
        ("LTAI-testid", "identical to the AccessKeyId"),
    ] {
        let text = rejected(Scheme::HmacSha1, secret, rpc_message).text();
        assert!(text.contains("AccessKeySecret is wrong: ") && text.contains(words), "{secret}: {text}");
        assert!(!text.contains("looks damaged"), "one clause: {text}");
    }
}

#[test]
fn a_different_text_names_the_first_parameter_or_header_that_differs() {
    type Body = fn(&Request<Bytes>) -> String;
    let rpc: [(Body, &str); 5] = [
        (|it| rpc_message(it).replace("MediaId%3Dmedia%2520id", "MediaId%3Dmedia%252Bid"), "parameter `MediaId`"),
        (|it| rpc_message(it).replace("%26Note%3Dit%2527s", ""), "parameter `Note`"),
        (|it| rpc_message(it).replace("%26Format%3D", "%26Extra%3D1%26Format%3D"), "parameter `Extra`"),
        (|it| rpc_message(it).replace("is:POST&", "is:GET&"), "the HTTP method"),
        (|it| rpc_message(it).replace("Version%3D2020-11-09", "Version%3D2020-11-09%26Z%3D"), "parameter `Z`"),
    ];
    let acs3: [(Body, &str); 6] = [
        (
            |it| acs3_message(&acs3_canonical(it).replace("MediaId=media%20id", "MediaId=media%2Bid")),
            "parameter `MediaId`",
        ),
        (|it| acs3_message(&acs3_canonical(it).replace("POST\n", "GET\n")), "the HTTP method"),
        (|it| acs3_message(&acs3_canonical(it).replace("host:ice.", "host:proxy.")), "header `host`"),
        (|it| acs3_message(&acs3_canonical(it).replace("content-type:", "accept:x\ncontent-type:")), "header `accept`"),
        (|it| acs3_message(&acs3_canonical(it).replace("x-acs-action:SubmitMedia\n", "")), "header `x-acs-action`"),
        (|it| acs3_message(&format!("{}0", acs3_canonical(it))), "the body's hash"),
    ];
    let cases = rpc.map(|case| (Scheme::HmacSha1, case)).into_iter();
    for (scheme, (body, difference)) in cases.chain(acs3.map(|case| (Scheme::Acs3HmacSha256, case))) {
        let text = rejected(scheme, GOOD_SECRET, body).text();
        assert!(text.contains(&format!("the first difference is {difference}")), "{difference}: {text}");
    }
}

#[test]
fn a_quote_in_another_spelling_or_truncated_is_removed_too() {
    let bodies: [fn(&Request<Bytes>) -> String; 4] = [
        |it| rpc_message(it).replace("server string to sign is:", "Server String To Sign is: "),
        |it| rpc_message(it).replace("string to sign is:", "StringToSign is ["),
        |it| acs3_message(&acs3_canonical(it)).replace(']', ""),
        |it| mismatch(&format!("no match for {}", rpc_string(it))),
    ];
    for body in bodies {
        for scheme in [Scheme::HmacSha1, Scheme::Acs3HmacSha256] {
            let text = rejected(scheme, GOOD_SECRET, body).text();
            assert!(text.contains("AccessKeySecret") || text.contains("first difference"), "{text}");
        }
    }
}

#[test]
fn a_refusal_prints_the_statement_that_would_allow_it() {
    let outcome = rejected(Scheme::HmacSha1, GOOD_SECRET, |_| {
        errors().into_iter().find(|it| it.case.contains("AccessDenied")).unwrap().reply.body
    });
    let text = outcome.text();
    let statement = r#"{"Effect":"Allow","Action":["ice:GetMediaInfo"],"Resource":["*"]}"#;
    assert!(text.contains("the RAM action `ice:GetMediaInfo`") && text.contains(statement), "{text}");
    let policy = Policy::allow([SubmitMedia::METADATA]).to_string();
    assert!(policy.contains(r#"["ice:SubmitMedia"]"#), "{policy}");

    let without_detail = rejected(Scheme::HmacSha1, GOOD_SECRET, |_| {
        json!({"Code": "Forbidden.RAM", "Message": "not authorized"}).to_string()
    });
    assert!(without_detail.text().contains(r#""Action":["ice:SubmitMedia"]"#));

    for body in [
        |_: &Request<Bytes>| json!({"Code": "NoPermission", "AccessDeniedDetail": {"AuthAction": ""}}).to_string(),
        |_: &Request<Bytes>| json!({"Code": "NoPermission", "AccessDeniedDetail": {}}).to_string(),
    ] {
        let text = rejected(Scheme::HmacSha1, GOOD_SECRET, body).text();
        assert!(text.contains(r#""Action":["ice:SubmitMedia"]"#), "{text}");
    }

    let denied = rejected(Scheme::HmacSha1, GOOD_SECRET, |_| {
        json!({"Code": "NoPermission", "Message": "m", "AccessDeniedDetail": {"NoPermissionType": "ExplicitDeny"}})
            .to_string()
    });
    assert!(denied.text().contains("denies the RAM action `ice:SubmitMedia` explicitly"));
}

#[test]
fn throttling_names_the_setting_that_slows_a_client_down() {
    let outcome = rejected(Scheme::HmacSha1, GOOD_SECRET, |_| json!({"Code": "Throttling.User"}).to_string());
    assert!(outcome.text().ends_with("`ClientBuilder::max_rate` limits how fast they start"), "{}", outcome.text());
}

#[ice_operation(action = "ListAnything", product = "vod", version = "2017-03-21", response = SubmitMediaResponse)]
struct ListAnything {
    #[ice(reserved)]
    security_token: &'static str,
}

#[ice_operation(action = "AssumeAnything", product = Product::STS, anonymous, response = SubmitMediaResponse)]
struct AssumeAnything {}

#[test]
fn a_policy_lists_each_action_once_in_the_vendors_json() {
    let policy =
        Policy::allow([SubmitMedia::METADATA, ListAnything::METADATA, SubmitMedia::METADATA, AssumeAnything::METADATA]);
    let document: serde_json::Value = serde_json::from_str(&policy.to_string()).unwrap();
    assert_eq!(
        document,
        json!({
            "Version": "1",
            "Statement": [{
                "Effect": "Allow",
                "Action": ["ice:SubmitMedia", "vod:ListAnything"],
                "Resource": ["*"],
            }],
        })
    );
}

#[test]
fn explanations_and_command_lines_contain_no_secret() {
    for (scheme, name) in [(Scheme::Acs3HmacSha256, "ACS3-HMAC-SHA256"), (Scheme::HmacSha1, "HMAC-SHA1")] {
        for with_token in [false, true] {
            let signer = signer(scheme, with_token);
            let request = signer.sign(&operation(), &endpoint(), &stamp()).unwrap();
            let explained = signer.explain(&operation(), &endpoint(), &stamp()).unwrap();
            assert_eq!(explained.scheme(), name);
            let shown = format!("{explained} {explained:?} {} {signer:?}", request.to_curl());
            for secret in ["testsecret", "testid", TOKEN, &signature_in(&request)] {
                for form in [secret.to_owned(), encoded(secret), encoded(&encoded(secret))] {
                    assert!(!shown.contains(&form), "{form} in {shown}");
                }
            }
            assert!(shown.contains("MediaId=media%20id%2F%E4%B8%AD%2B1"), "{shown}");
        }
    }
    let own = ListAnything { security_token: "own-secret" };
    let signer = signer(Scheme::Acs3HmacSha256, false);
    let shown = format!(
        "{} {}",
        signer.explain(&own, &endpoint(), &stamp()).unwrap(),
        signer.sign(&own, &endpoint(), &stamp()).unwrap().to_curl()
    );
    assert!(!shown.contains("own-secret"), "{shown}");
}

#[test]
fn an_explanation_shows_what_was_signed() {
    let signer = signer(Scheme::Acs3HmacSha256, false);
    let request = signer.sign(&operation(), &endpoint(), &stamp()).unwrap();
    let explained = signer.explain(&operation(), &endpoint(), &stamp()).unwrap();
    assert_eq!(explained.canonical_request(), acs3_canonical(&request));
    let hash = hex(&Sha256::digest(acs3_canonical(&request).as_bytes()));
    assert_eq!(explained.string_to_sign(), format!("ACS3-HMAC-SHA256\n{hash}"));

    let anonymous = Signer::anonymous().explain(&operation(), &endpoint(), &stamp()).unwrap();
    let request = Signer::anonymous().sign(&operation(), &endpoint(), &stamp()).unwrap();
    assert_eq!(anonymous.scheme(), "anonymous");
    assert_eq!(anonymous.string_to_sign(), rpc_string(&request));
}

#[test]
fn a_command_line_is_quoted_for_a_shell() {
    let request = Signer::anonymous().sign(&operation(), &endpoint(), &stamp()).unwrap();
    assert_eq!(
        request.to_curl(),
        "curl -X POST 'https://ice.cn-shanghai.aliyuncs.com/?Action=SubmitMedia&Format=json&\
         MediaId=media%20id%2F%E4%B8%AD%2B1&SignatureNonce=0f1e2d3c4b5a69788796a5b4c3d2e1f0&\
         Timestamp=2026-01-02T03%3A04%3A05Z&Version=2020-11-09' -H 'host: ice.cn-shanghai.aliyuncs.com' \
         -H 'accept: application/json' -H 'user-agent: ice-runtime/0.1.0' \
         -H 'content-type: application/x-www-form-urlencoded' --data-raw 'Note=it%27s'"
    );
}

//! OSS signature V4, checked against two independent implementations: recorded cases of the vendor's Python client, and
//! `reqsign-aliyun-oss` on inputs from proptest.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::header::{HOST, HeaderName, HeaderValue};
use http::{Request, Uri};
use ice_runtime::Credentials;
use ice_runtime::sign::oss::{Resource, Signer};
use ice_tests::percent::encoded;
use ice_tests::recorded::TOKEN;
use proptest::prelude::*;
use reqsign_aliyun_oss::{Credential, RequestSigner, SigningVersion};
use reqsign_core::{Context, SignRequest};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    method: String,
    bucket: Option<String>,
    key: Option<String>,
    region: String,
    url: String,
    headers: BTreeMap<String, String>,
    additional: Vec<String>,
    token: bool,
    lifetime: Option<u64>,
    authorization: Option<String>,
    signature: Option<String>,
}

impl Case {
    fn all() -> Vec<Self> {
        let lines = include_str!("../vectors/oss.jsonl").lines();
        lines.map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn request(&self) -> Request<()> {
        let request = Request::builder().method(self.method.as_str()).uri(&self.url);
        self.headers.iter().fold(request, |request, (name, value)| request.header(name, value)).body(()).unwrap()
    }

    fn resource(&self) -> Resource<'_> {
        match (&self.bucket, self.key.as_deref()) {
            (None, _) => Resource::service(),
            (Some(bucket), None | Some("")) => Resource::bucket(bucket),
            (Some(bucket), Some(key)) => Resource::object(bucket, key),
        }
    }

    fn signer(&self) -> Signer {
        let additional = self.additional.iter().map(|name| name.parse::<HeaderName>().unwrap());
        Signer::new(keys(self.token), &self.region).with_additional_headers(additional)
    }
}

fn keys(with_token: bool) -> Credentials {
    let keys = Credentials::new("testid", "testsecret").unwrap();
    if with_token { keys.with_security_token(TOKEN).unwrap() } else { keys }
}

fn time() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_767_323_045)
}

#[test]
fn headers_are_signed_as_the_vendors_client_signs_them() {
    let cases: Vec<Case> = Case::all().into_iter().filter(|case| case.lifetime.is_none()).collect();
    assert_eq!(cases.len(), 14);
    for case in cases {
        let mut request = case.request();
        // An existing signature is replaced.
        for _ in 0..2 {
            case.signer().sign(&mut request, &case.resource(), time()).unwrap();
        }
        let headers = request.headers();
        assert_eq!(headers["authorization"].to_str().ok(), case.authorization.as_deref(), "{}", case.url);
        assert_eq!(headers.get("x-oss-security-token").is_some_and(HeaderValue::is_sensitive), case.token);
        assert!(headers["authorization"].is_sensitive());
        assert_eq!(request.uri().to_string(), case.url, "the URL is not changed");
    }
}

#[test]
fn urls_are_signed_as_the_vendors_client_signs_them() {
    let mut seen = 0;
    for case in Case::all() {
        let Some(lifetime) = case.lifetime.map(Duration::from_secs) else { continue };
        let url = case.signer().presign(&case.request(), &case.resource(), time(), lifetime).unwrap().to_string();
        let (signed, signature) = url.rsplit_once("&x-oss-signature=").unwrap();
        assert_eq!(Some(signature), case.signature.as_deref(), "{url}");
        assert!(signed.contains(&format!("x-oss-expires={}", lifetime.as_secs())), "{url}");
        assert!(signed.starts_with(case.url.split('?').next().unwrap()), "{url}");
        assert_eq!(signed.contains("x-oss-security-token=CAIS"), case.token, "{url}");
        // Signing a signed URL replaces its signature.
        let again = Request::builder().method(case.method.as_str()).uri(url.parse::<Uri>().unwrap());
        let (parts, ()) = case.request().into_parts();
        let mut again = again.body(()).unwrap();
        *again.headers_mut() = parts.headers;
        assert_eq!(case.signer().presign(&again, &case.resource(), time(), lifetime).unwrap().to_string(), url);
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[test]
fn the_error_names_what_cannot_be_signed() {
    let signer = Signer::new(keys(false), "cn-shanghai");
    let mut request = Request::put("https://media.example/a").body(()).unwrap();
    let object = Resource::object("media", "a");
    for lifetime in [Duration::ZERO, Duration::from_millis(999), Duration::from_secs(604_801)] {
        let error = signer.presign(&request, &object, time(), lifetime).unwrap_err().to_string();
        assert!(error.contains("`lifetime`"), "{error}");
    }
    let far = UNIX_EPOCH + Duration::from_secs(253_402_300_800);
    let error = signer.sign(&mut request, &object, far).unwrap_err().to_string();
    assert!(error.contains("`time`"), "{error}");
    let error = Signer::new(keys(false), "cn\n").sign(&mut request, &object, time()).unwrap_err().to_string();
    assert!(error.contains("`region`"), "{error}");
    let shown = format!("{:?}", Signer::new(keys(true), "cn-shanghai"));
    assert!(!shown.contains("testsecret") && !shown.contains(TOKEN), "{shown}");
}

/// Signs with the other library, at the time that it chooses.
fn signed_by_reqsign(request: &Request<()>, with_token: bool, lifetime: Option<Duration>) -> Request<()> {
    let credential = Credential {
        access_key_id: "testid".into(),
        access_key_secret: "testsecret".into(),
        security_token: with_token.then(|| TOKEN.to_owned()),
        expires_in: None,
    };
    let (mut head, ()) = request.clone().into_parts();
    let signer = RequestSigner::new("media").with_signing_version(SigningVersion::V4).with_region("cn-shanghai");
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(signer.sign_request(&Context::new(), &mut head, Some(&credential), lifetime)).unwrap();
    Request::from_parts(head, ())
}

/// The recent moment that this date stands for.
fn moment(date: &str) -> SystemTime {
    let is_written_so = |time: &SystemTime| {
        let mut request = Request::put("https://media.example/a").body(()).unwrap();
        let signer = Signer::new(keys(false), "cn-shanghai");
        signer.sign(&mut request, &Resource::service(), *time).unwrap();
        request.headers()["x-oss-date"] == date
    };
    let now = SystemTime::now();
    (0..60).map(|seconds| now - Duration::from_secs(seconds)).find(is_written_so).unwrap()
}

/// A request for `key` with this query and header, at a host that contains the bucket.
fn request(key: &str, query: &[(String, String)], header: &str) -> Request<()> {
    let path: Vec<String> = key.split('/').map(encoded).collect();
    let query: Vec<String> =
        query.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    let url = format!("https://media.example/{}?{}", path.join("/"), query.join("&"));
    Request::put(url).header(HOST, "media.example").header("x-oss-meta-a", header).body(()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn another_library_signs_the_same(
        key in "[^/.]\\PC{0,20}(/\\PC{0,9}){0,3}",
        query in proptest::collection::btree_map("\\PC{1,9}", "\\PC{0,9}", 0..4),
        header in "[!-~]([ -~]{0,20}[!-~])?",
        with_token: bool,
    ) {
        let query: Vec<_> = query.into_iter().collect();
        let request = request(&key, &query, &header);
        let object = Resource::object("media", &key);
        let signer = Signer::new(keys(with_token), "cn-shanghai").with_additional_headers([HOST]);

        let theirs = signed_by_reqsign(&request, with_token, None);
        let text = |request: &Request<()>| request.headers()["authorization"].to_str().unwrap().replace(' ', "");
        let mut ours = request.clone();
        signer.sign(&mut ours, &object, moment(theirs.headers()["x-oss-date"].to_str().unwrap())).unwrap();
        prop_assert_eq!(text(&ours), text(&theirs));

        let theirs = signed_by_reqsign(&request, with_token, Some(Duration::from_secs(60))).uri().to_string();
        let value = |name: &str| theirs.split(name).nth(1).unwrap().split('&').next().unwrap().to_owned();
        let ours = signer.presign(&request, &object, moment(&value("x-oss-date=")), Duration::from_secs(60)).unwrap();
        prop_assert!(ours.to_string().ends_with(&value("x-oss-signature=")), "{} {}", ours, theirs);
    }
}

//! The recorded requests, made from declared structs, with both schemes, with and without a token.

use bytes::Bytes;
use http::Request;
use ice_runtime::sign::{Scheme, Signer};
use ice_runtime::{Encoding, Endpoint, Error, Method, Place};
use ice_tests::declared::OPERATIONS;
use ice_tests::percent::decoded_params;
use ice_tests::recorded::{Declared, RecordedRequest, SECRET, TOKEN, operations, requests, signer};
use serde_json::Value;

use super::query_of;
use super::reference::{signature_in, signature_of};

/// Names that the schemes put into the query string themselves.
const COMMON_NAMES: [&str; 9] = [
    "AccessKeyId",
    "Action",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureVersion",
    "Version",
];

pub(super) fn declared(product: &str, action: &str) -> &'static Declared {
    OPERATIONS
        .iter()
        .find(|declared| declared.metadata.product.code() == product && declared.metadata.action == action)
        .unwrap_or_else(|| panic!("{product} {action} is not declared"))
}

/// A recorded request and the declaration that should make it.
pub(super) struct Case {
    pub(super) recorded: RecordedRequest,
    declared: &'static Declared,
}

impl Case {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        requests()
            .into_iter()
            .map(|recorded| Self { declared: declared(&recorded.product, &recorded.action), recorded })
    }

    fn name(&self) -> String {
        format!("{} {}", self.recorded.action, self.recorded.sample)
    }

    fn sign(&self, signer: &Signer) -> Result<Request<Bytes>, Error> {
        let endpoint = Endpoint::new(&self.recorded.endpoint).unwrap();
        (self.declared.sign)(&self.recorded.values, signer, &endpoint)
    }

    /// Whether it sets a parameter that has the name of a common one.
    fn sets_reserved(&self) -> bool {
        let reserved = self.declared.metadata.parameters.iter().filter(|it| it.reserved);
        reserved.into_iter().any(|parameter| self.recorded.values.get(parameter.name).is_some())
    }

    /// Asserts that the parameters are the recorded ones. Floats are compared as numbers, JSON as JSON.
    fn check_params(&self, place: &str, sent: &[(String, String)], recorded: &[(String, String)]) {
        let name = self.name();
        let names = |params: &[(String, String)]| params.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(sent), names(recorded), "{name}: names in the {place}");
        for ((param, sent), (_, recorded)) in sent.iter().zip(recorded) {
            let is_equal = sent == recorded || is_same_value(sent, recorded);
            assert!(is_equal, "{name}: {param} is {sent}, recorded is {recorded}");
        }
    }

    /// Asserts that the signature is the recorded one, or correct if none is recorded.
    fn check_signature(&self, request: &Request<Bytes>, recorded: Option<&String>) {
        let signature = signature_in(request);
        assert_eq!(signature, signature_of(request, SECRET), "{}: signature", self.name());
        if let Some(recorded) = recorded {
            assert_eq!(&signature, recorded, "{}: signature", self.name());
        }
    }
}

fn is_same_value(sent: &str, recorded: &str) -> bool {
    let json = |text: &str| serde_json::from_str::<Value>(text).ok();
    json(sent).zip(json(recorded)).is_some_and(|(sent, recorded)| is_same_json(&sent, &recorded))
}

/// `1e16` and `10000000000000000` are the same number, and the official client sends `[]` for an absent list.
fn is_same_json(sent: &Value, recorded: &Value) -> bool {
    match (sent, recorded) {
        (Value::Number(sent), Value::Number(recorded)) => sent.as_f64() == recorded.as_f64(),
        (Value::Array(sent), Value::Array(recorded)) => {
            sent.len() == recorded.len() && sent.iter().zip(recorded).all(|(one, other)| is_same_json(one, other))
        }
        (Value::Object(sent), Value::Object(recorded)) => {
            sent.keys().all(|name| recorded.contains_key(name))
                && recorded.iter().all(|(name, recorded)| match sent.get(name) {
                    Some(sent) => is_same_json(sent, recorded),
                    None => *recorded == Value::Array(Vec::new()),
                })
        }
        (sent, recorded) => sent == recorded,
    }
}

#[test]
fn acs3_requests_and_signatures_are_the_recorded_ones() {
    let mut signed = 0;
    for case in Case::all().filter(|case| !case.declared.metadata.anonymous) {
        for with_token in [false, true] {
            let request = case.sign(&signer(Scheme::Acs3HmacSha256, with_token)).unwrap();
            let recorded = &case.recorded;
            case.check_params("query", &query_of(&request), &recorded.query);
            case.check_params("body", &decoded_params(std::str::from_utf8(request.body()).unwrap()), &recorded.body);
            let signature = if with_token { &recorded.acs3_signature_with_token } else { &recorded.acs3_signature };
            case.check_signature(&request, signature.as_ref());
            signed += usize::from(signature.is_some());
        }
    }
    assert_eq!(signed, 2 * 350, "signatures compared");
}

#[test]
fn hmac_sha1_requests_and_signatures_are_the_recorded_ones() {
    let mut signed = 0;
    let cases = Case::all().filter(|case| !case.declared.metadata.anonymous && !case.sets_reserved());
    for case in cases {
        for with_token in [false, true] {
            let request = case.sign(&signer(Scheme::HmacSha1, with_token)).unwrap();
            let recorded = &case.recorded;
            let query = query_of(&request);
            let (common, own): (Vec<_>, Vec<_>) = query
                .clone()
                .into_iter()
                .partition(|(name, _)| COMMON_NAMES.contains(&name.as_str()) || name == "Timestamp");
            assert_eq!(common.len(), if with_token { 10 } else { 9 }, "{}: {common:?}", case.name());
            assert_eq!(common.iter().any(|(name, value)| name == "SecurityToken" && value == TOKEN), with_token);
            case.check_params("query", &own, &recorded.query);
            case.check_params("body", &decoded_params(std::str::from_utf8(request.body()).unwrap()), &recorded.body);
            let signature =
                if with_token { &recorded.hmac_sha1_signature_with_token } else { &recorded.hmac_sha1_signature };
            case.check_signature(&request, signature.as_ref());
            signed += usize::from(signature.is_some());
        }
    }
    assert_eq!(signed, 2 * 344, "signatures compared");
}

#[test]
fn hmac_sha1_refuses_parameters_with_the_names_of_common_ones() {
    let mut refused = 0;
    for case in Case::all().filter(Case::sets_reserved) {
        let error = case.sign(&signer(Scheme::HmacSha1, false)).unwrap_err();
        let Error::Param(error) = error else { panic!("{error}") };
        let parameter = case.declared.metadata.parameters.iter().find(|it| it.name == error.name());
        assert!(parameter.is_some_and(|it| it.reserved), "{error}");
        assert!(case.sign(&Signer::anonymous()).is_err(), "{}", case.name());
        refused += 1;
    }
    assert_eq!(refused, 6);
}

#[test]
fn anonymous_operations_carry_the_common_parameters_and_no_signature() {
    let mut sent = 0;
    for case in Case::all().filter(|case| case.declared.metadata.anonymous) {
        for scheme in [Scheme::Acs3HmacSha256, Scheme::HmacSha1] {
            let request = case.sign(&signer(scheme, true)).unwrap();
            let (common, own): (Vec<_>, Vec<_>) = query_of(&request)
                .into_iter()
                .partition(|(name, _)| COMMON_NAMES.contains(&name.as_str()) || name == "Timestamp");
            let names: Vec<_> = common.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, ["Action", "Format", "SignatureNonce", "Timestamp", "Version"]);
            case.check_params("query", &own, &case.recorded.query);
            let headers: Vec<_> = request.headers().keys().map(http::HeaderName::as_str).collect();
            assert_eq!(headers, ["host", "accept", "user-agent"]);
            sent += 1;
        }
    }
    assert_eq!(sent, 6);
}

#[test]
fn the_declarations_match_the_documents() {
    let documented = operations();
    assert_eq!(documented.len(), OPERATIONS.len());
    for (documented, declared) in documented.iter().zip(OPERATIONS) {
        let metadata = &declared.metadata;
        for (member, value) in [
            ("product", metadata.product.code()),
            ("action", metadata.action),
            ("version", metadata.version),
            ("method", metadata.method.as_str()),
        ] {
            assert_eq!(documented[member], value, "{}", metadata.action);
        }
        assert_eq!(documented["anonymous"], metadata.anonymous, "{}", metadata.action);
        let mut parameters = documented["parameters"].as_array().unwrap().clone();
        parameters.sort_by_key(|parameter| parameter["name"].as_str().unwrap().to_owned());
        assert_eq!(parameters.len(), metadata.parameters.len(), "{}", metadata.action);
        for (documented, declared) in parameters.iter().zip(metadata.parameters) {
            let place = if declared.place == Place::Form { "body" } else { "query" };
            let encoding = match declared.encoding {
                Encoding::Json => "json",
                Encoding::Flat => "flat",
                _ => "plain",
            };
            assert_eq!(documented["name"], declared.name, "{}", metadata.action);
            assert_eq!(documented["in"], place, "{} {}", metadata.action, declared.name);
            assert_eq!(documented["encoding"], encoding, "{} {}", metadata.action, declared.name);
        }
        assert!(metadata.method == Method::Post || !metadata.has_form_body());
    }
}

//! Signatures exactly as in the vendor's documents: slow, obvious, and independent of the runtime.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::Request;
use ice_tests::percent::{decoded_params, encoded};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::hex;

/// The canonical text of a set of parameters.
pub(crate) fn canonical(params: &BTreeMap<String, String>) -> String {
    let pair = |(name, value): (&String, &String)| format!("{}={}", encoded(name), encoded(value));
    params.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// RPC signature 1.0 of a canonical text.
pub(crate) fn hmac_sha1_signature(secret: &str, method: &str, canonical: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(format!("{secret}&").as_bytes()).unwrap();
    mac.update(format!("{method}&%2F&{}", encoded(canonical)).as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

/// The signature that a finished request should have, made from the request itself.
pub(crate) fn signature_of(request: &Request<Bytes>, secret: &str) -> String {
    if request.headers().contains_key("authorization") {
        acs3_signature_of(request, secret)
    } else {
        let form = std::str::from_utf8(request.body()).unwrap();
        let mut params: BTreeMap<_, _> = decoded_params(request.uri().query().unwrap()).into_iter().collect();
        params.extend(decoded_params(form));
        params.remove("Signature");
        hmac_sha1_signature(secret, request.method().as_str(), &canonical(&params))
    }
}

fn acs3_signature_of(request: &Request<Bytes>, secret: &str) -> String {
    let body_hash = hex(&Sha256::digest(request.body()));
    let params = decoded_params(request.uri().query().unwrap_or_default());
    let headers: BTreeMap<&str, &str> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap().trim()))
        .filter(|(name, _)| *name == "host" || *name == "content-type" || name.starts_with("x-acs-"))
        .collect();
    let lines: Vec<String> = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let names: Vec<&str> = headers.keys().copied().collect();
    let canonical = format!(
        "{}\n/\n{}\n{}\n{}\n{body_hash}",
        request.method(),
        canonical(&params.into_iter().collect()),
        lines.concat(),
        names.join(";"),
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    let hash = hex(&Sha256::digest(canonical.as_bytes()));
    mac.update(format!("ACS3-HMAC-SHA256\n{hash}").as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// The signature that a finished request carries.
pub(crate) fn signature_in(request: &Request<Bytes>) -> String {
    if let Some(authorization) = request.headers().get("authorization") {
        let (_, signature) = authorization.to_str().unwrap().rsplit_once("Signature=").unwrap();
        return signature.to_owned();
    }
    let query = decoded_params(request.uri().query().unwrap());
    query.into_iter().find(|(name, _)| name == "Signature").unwrap().1
}

//! Checks the signature of an API request. The refusal of a wrong one quotes the string to sign, as the service does.

use super::arrived::{Arrived, Authorization, Signing};
use super::refusal::Refusal;
use super::{hash, percent};

/// Checks the request's signature, whichever scheme it has.
pub(super) fn check(arrived: &Arrived, secret: &str) -> Result<(), Refusal> {
    match &arrived.signing {
        Signing::Acs3(authorization) => {
            check_signed_headers(arrived, &authorization.signed_headers)?;
            check_acs3(arrived, authorization, secret)
        }
        Signing::HmacSha1 { signature } => check_hmac_sha1(arrived, signature, secret),
        Signing::Anonymous => Ok(()),
    }
}

/// The host, the content type and all `x-acs-` headers have to be signed.
fn check_signed_headers(arrived: &Arrived, signed: &str) -> Result<(), Refusal> {
    let names: Vec<&str> = signed.split(';').collect();
    if !names.is_sorted_by(|a, b| a < b) {
        return Err(Refusal::incomplete_signature());
    }
    for required in ["host", "x-acs-content-sha256"] {
        if arrived.header(required).is_none() {
            return Err(Refusal::missing(required));
        }
    }
    let has_to_be_signed = |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
    let present = arrived.head.headers.keys().map(http::HeaderName::as_str);
    let forgotten = present.filter(|name| has_to_be_signed(name)).find(|name| !names.contains(name));
    match forgotten {
        None => Ok(()),
        Some(name) => {
            let message = format!("The request signature does not conform to Aliyun standards: {name} is not signed.");
            Err(Refusal::new(400, "IncompleteSignature", message))
        }
    }
}

fn check_acs3(arrived: &Arrived, authorization: &Authorization, secret: &str) -> Result<(), Refusal> {
    let line = |name| format!("{name}:{}\n", arrived.header(name).unwrap_or_default());
    let headers: Vec<String> = authorization.signed_headers.split(';').map(line).collect();
    let canonical_request = [
        arrived.head.method.as_str(),
        arrived.head.uri.path(),
        &percent::canonical(&arrived.query),
        &headers.concat(),
        &authorization.signed_headers,
        // Hash the body that was received, and do not trust the header.
        &hash::sha256_hex(&arrived.body),
    ]
    .join("\n");
    let string_to_sign = format!("ACS3-HMAC-SHA256\n{}", hash::sha256_hex(canonical_request.as_bytes()));
    if hash::is_hmac_sha256_hex(secret.as_bytes(), &string_to_sign, &authorization.signature)
        && arrived.header("x-acs-content-sha256") == canonical_request.lines().last()
    {
        return Ok(());
    }
    let message = format!(
        "Specified signature does not match our calculation. server StringToSign is [{string_to_sign}] server CanonicalRequest is [{canonical_request}]"
    );
    Err(Refusal::new(400, "SignatureDoesNotMatch", message))
}

fn check_hmac_sha1(arrived: &Arrived, signature: &str, secret: &str) -> Result<(), Refusal> {
    let signed = arrived.query.iter().chain(&arrived.form).filter(|pair| pair.0 != "Signature");
    let canonical = percent::encode(&percent::canonical(signed));
    let string_to_sign = format!("{}&%2F&{canonical}", arrived.head.method);
    if hash::is_hmac_sha1_base64(format!("{secret}&").as_bytes(), &string_to_sign, signature) {
        return Ok(());
    }
    let message =
        format!("Specified signature is not matched with our calculation. server string to sign is:{string_to_sign}");
    Err(Refusal::new(400, "SignatureDoesNotMatch", message))
}

//! Authorization: checks credentials, token, expiry, date, region and signature of a storage request.

use std::time::Duration;

use http::request::Parts;

use super::super::tickets::Tickets;
use super::super::{date, hash};
use super::refusal::StorageRefusal;
use super::signature::{Authorization, header};
use super::target::Target;

/// How far a signature's date may be from the service's clock.
const DATE_TOLERANCE: Duration = Duration::from_secs(15 * 60);

/// The longest time that a signed URL can be valid, in seconds.
const LONGEST_LIFETIME: u64 = 7 * 24 * 60 * 60;

/// Checks that the request's credentials authorize it.
pub(super) fn authorise(tickets: &Tickets, head: &Parts, target: &Target) -> Result<(), StorageRefusal> {
    let authorization = Authorization::read(head, target).ok_or(StorageRefusal::denied(
        "You have no right to access this object because the request is not signed with V4.",
    ))?;
    let id = &authorization.access_key_id;
    let (key, is_expired) = tickets.find(id).ok_or_else(|| {
        let message = "The OSS Access Key Id you provided does not exist in our records.";
        StorageRefusal::new(403, "InvalidAccessKeyId", message)
    })?;
    let token = key.credentials.security_token().unwrap_or_default();
    if !hash::is_same_secret(token, &authorization.security_token) {
        let message = "The security token you provided is invalid.";
        return Err(StorageRefusal::new(403, "InvalidSecurityToken", message));
    }
    if is_expired {
        let message = "The security token you provided has expired.";
        return Err(StorageRefusal::new(403, "SecurityTokenExpired", message));
    }
    check_date(tickets, &authorization)?;
    if authorization.region != tickets.region {
        return Err(StorageRefusal::invalid_argument("Invalid signing region in Authorization header."));
    }
    if authorization.payload != "UNSIGNED-PAYLOAD" {
        return Err(StorageRefusal::invalid_argument("The header x-oss-content-sha256 has to be UNSIGNED-PAYLOAD."));
    }
    check_additional_headers(&authorization, head)?;
    authorization.check(head, target, key.credentials.access_key_secret())?;
    if key.object.is_some_and(|(bucket, key)| bucket != target.bucket || key != target.key) {
        return Err(StorageRefusal::denied("You have no right to access this object."));
    }
    tickets.note_use(id);
    Ok(())
}

fn check_date(tickets: &Tickets, authorization: &Authorization) -> Result<(), StorageRefusal> {
    let text = &authorization.timestamp;
    let Some(signed_at) = date::parse(text, date::STORAGE).filter(|_| text.starts_with(&authorization.date)) else {
        return Err(StorageRefusal::invalid_argument("Invalid signing date in Authorization header."));
    };
    let now = tickets.now();
    let Some(lifetime) = &authorization.lifetime else {
        let message = "The difference between the request time and the current time is too large.";
        let is_near = date::distance(signed_at, now) <= DATE_TOLERANCE;
        return is_near.then_some(()).ok_or(StorageRefusal::new(403, "RequestTimeTooSkewed", message));
    };
    let Some(lifetime) = lifetime.parse().ok().filter(|seconds| (1..=LONGEST_LIFETIME).contains(seconds)) else {
        return Err(StorageRefusal::invalid_argument("Invalid x-oss-expires: it should be 1 to 604800 seconds."));
    };
    if now > signed_at + Duration::from_secs(lifetime) || signed_at > now + DATE_TOLERANCE {
        return Err(StorageRefusal::denied("Request has expired."));
    }
    Ok(())
}

/// Additional headers must be named in lower case and in order, and be present in the request.
fn check_additional_headers(authorization: &Authorization, head: &Parts) -> Result<(), StorageRefusal> {
    let names: Vec<&str> = authorization.additional_headers().collect();
    let is_sent = |name: &&str| header(head, name).is_some() && name.bytes().all(|byte| !byte.is_ascii_uppercase());
    if names.is_sorted_by(|a, b| a < b) && names.iter().all(is_sent) {
        return Ok(());
    }
    Err(StorageRefusal::invalid_argument("Invalid AdditionalHeaders in Authorization header."))
}

//! Admission: in comes a decoded request, out goes the operation that it calls, or why it is refused.

use std::time::{Duration, SystemTime};

use super::arrived::{Arrived, Signing};
use super::refusal::Refusal;
use super::shared::{Registered, Shared, locked};
use super::{hash, parameters, signature};
use crate::facts::Metadata;
use crate::keys::Credentials;
use crate::time;

/// How far a timestamp may be from the service's own clock.
const TIMESTAMP_TOLERANCE: Duration = Duration::from_secs(15 * 60);

/// Checks everything that the service checks before it carries out an operation.
pub(super) fn admit(shared: &Shared, arrived: &Arrived, operation: &Registered) -> Result<(), Refusal> {
    let metadata = operation.metadata;
    check_method(metadata, arrived)?;
    if !(metadata.anonymous && matches!(arrived.signing, Signing::Anonymous)) {
        let credentials = credentials_of(shared, arrived)?;
        check_security_token(&credentials, arrived)?;
        check_timestamp(shared, arrived)?;
        signature::check(arrived, credentials.access_key_secret())?;
    }
    arrived.check_fixed_parameters()?;
    check_timestamp(shared, arrived)?;
    check_nonce(shared, arrived)?;
    check_content_type(metadata, arrived)?;
    parameters::check(metadata, &arrived.own_query(), &arrived.form)
}

/// The operation that the request names.
pub(super) fn operation<'a>(shared: &'a Shared, arrived: &Arrived) -> Result<&'a Registered, Refusal> {
    let action = arrived.action().ok_or_else(|| Refusal::missing("Action"))?;
    let version = arrived.version().ok_or_else(|| Refusal::missing("Version"))?;
    let mut of_action = shared.operations.iter().filter(|known| known.metadata.action == action).peekable();
    let Some(other) = of_action.peek().map(|known| known.metadata.version) else {
        // The service says the first sentence only; the emulator is for finding the mistake.
        let message = format!(
            "Specified api is not found, please check your url and method. The emulator has no answer for `{action}`: \
             register the operation, with `.answer::<{action}>(..)` on the builder."
        );
        return Err(Refusal::new(404, "InvalidAction.NotFound", message));
    };
    of_action.find(|known| known.metadata.version == version).ok_or_else(|| {
        let message = format!(
            "Specified parameter Version is not valid. The emulator has an answer for `{action}` of the version {other}: \
             register the operation of this version, with `.answer::<{action}>(..)` on the builder."
        );
        Refusal::new(400, "InvalidVersion", message)
    })
}

/// The product whose operation the request names, as far as it can be told.
pub(super) fn product(shared: &Shared, arrived: &Arrived) -> &'static str {
    let of_action = |known: &&Registered| Some(known.metadata.action) == arrived.action();
    shared.operations.iter().find(of_action).map_or("ice", |known| known.metadata.product)
}

fn check_method(metadata: &Metadata, arrived: &Arrived) -> Result<(), Refusal> {
    if arrived.head.method.as_str() == metadata.method.as_str() {
        return Ok(());
    }
    let message = "This http method is not supported.";
    Err(Refusal::new(405, "UnsupportedHTTPMethod", message))
}

/// The keys that the request claims to be signed with.
fn credentials_of(shared: &Shared, arrived: &Arrived) -> Result<Credentials, Refusal> {
    let id = arrived.access_key_id().ok_or_else(|| Refusal::missing("AccessKeyId"))?;
    if matches!(arrived.signing, Signing::Anonymous) {
        return Err(Refusal::missing("Signature"));
    }
    let known = locked(&shared.known);
    let known = known
        .get(id)
        .ok_or_else(|| Refusal::new(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."))?;
    if known.is_expired {
        let message = "Specified SecurityToken is expired.";
        return Err(Refusal::new(403, "InvalidSecurityToken.Expired", message));
    }
    Ok(known.credentials.clone())
}

fn check_security_token(credentials: &Credentials, arrived: &Arrived) -> Result<(), Refusal> {
    match (credentials.security_token(), arrived.security_token()) {
        (None, None) => Ok(()),
        (Some(expected), Some(given)) if hash::is_same_secret(expected, given) => check_repeated_id(arrived),
        (Some(_), None) => {
            let message = "SecurityToken is mandatory for this action.";
            Err(Refusal::new(400, "MissingSecurityToken", message))
        }
        (Some(_), Some(_)) => {
            let message = "Specified SecurityToken is malformed.";
            Err(Refusal::new(400, "InvalidSecurityToken.Malformed", message))
        }
        (None, Some(_)) => {
            let message = "Specified SecurityToken mismatch with the AccessKey.";
            Err(Refusal::new(400, "InvalidSecurityToken.MismatchWithAccessKey", message))
        }
    }
}

/// ACS3 repeats the id beside a token, in a header of its own.
fn check_repeated_id(arrived: &Arrived) -> Result<(), Refusal> {
    let Signing::Acs3(authorization) = &arrived.signing else {
        return Ok(());
    };
    match arrived.header("x-acs-accesskey-id") {
        Some(id) if id == authorization.access_key_id => Ok(()),
        Some(_) => Err(Refusal::invalid("x-acs-accesskey-id", "it is not the id of the Authorization header")),
        None => Err(Refusal::missing("x-acs-accesskey-id")),
    }
}

fn check_timestamp(shared: &Shared, arrived: &Arrived) -> Result<(), Refusal> {
    let text = arrived.timestamp().ok_or_else(|| Refusal::missing("Timestamp"))?;
    let Some(timestamp) = timestamp(text) else {
        let message = "Specified time stamp or date value is not well formatted.";
        return Err(Refusal::new(400, "InvalidTimeStamp.Format", message));
    };
    if distance(timestamp, shared.now()) <= TIMESTAMP_TOLERANCE {
        return Ok(());
    }
    let message = "Specified time stamp or date value is expired.";
    Err(Refusal::new(400, "InvalidTimeStamp.Expired", message))
}

/// Reads `YYYY-MM-DDThh:mm:ssZ` and no other form.
fn timestamp(text: &str) -> Option<SystemTime> {
    let is_punctuated = text.len() == 20
        && text.bytes().zip(b"0000-00-00T00:00:00Z").all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            _ => byte == *form,
        });
    is_punctuated.then(|| time::parse(text)).flatten()
}

pub(super) fn distance(a: SystemTime, b: SystemTime) -> Duration {
    a.duration_since(b).unwrap_or_else(|error| error.duration())
}

/// A nonce counts as used when the request that bears it is signed rightly, so that nobody can use up another's.
fn check_nonce(shared: &Shared, arrived: &Arrived) -> Result<(), Refusal> {
    let nonce = arrived.nonce().filter(|nonce| !nonce.is_empty());
    let nonce = nonce.ok_or_else(|| Refusal::missing("SignatureNonce"))?;
    let is_new = locked(&shared.nonces).insert(format!("{} {nonce}", arrived.access_key_id().unwrap_or_default()));
    if is_new {
        return Ok(());
    }
    let message = "Specified signature nonce was used already.";
    Err(Refusal::new(400, "SignatureNonceUsed", message))
}

/// An operation that declares parameters of the form body sends one, also when none is set.
fn check_content_type(metadata: &Metadata, arrived: &Arrived) -> Result<(), Refusal> {
    if metadata.has_form_body() && !arrived.is_form() {
        return Err(Refusal::missing("Content-Type"));
    }
    Ok(())
}

//! Everything that the service checks before it carries out an operation.

use std::time::Duration;

use super::arrived::{Arrived, Signing};
use super::lock::locked;
use super::refusal::Refusal;
use super::state::{Called, State};
use super::{date, hash, parameters, signature};
use crate::facts::Metadata;
use crate::keys::Credentials;

/// How far a timestamp may be from the service's own clock.
const TIMESTAMP_TOLERANCE: Duration = Duration::from_secs(15 * 60);

/// Checks everything except the operation's name.
pub(super) fn admit(state: &State, arrived: &Arrived, called: &Called<'_>) -> Result<(), Refusal> {
    check_method(called, arrived)?;
    let is_anonymous = match (&called.documented, called.registered) {
        (Some(documented), _) => documented.is_anonymous(),
        (None, registered) => registered.is_some_and(|registered| registered.metadata.anonymous),
    };
    if !(is_anonymous && matches!(arrived.signing, Signing::Anonymous)) {
        let credentials = credentials_of(state, arrived)?;
        check_security_token(&credentials, arrived)?;
        check_timestamp(state, arrived)?;
        signature::check(arrived, credentials.access_key_secret())?;
    }
    arrived.check_fixed_parameters()?;
    check_timestamp(state, arrived)?;
    check_nonce(state, arrived)?;
    let metadata = called.registered.map(|registered| registered.metadata);
    check_content_type(metadata, arrived)?;
    parameters::check_names(&arrived.own_query(), &arrived.form)?;
    match (&called.documented, metadata) {
        (Some(documented), declared) => documented.check(arrived, declared),
        (None, Some(metadata)) => parameters::check(metadata, &arrived.own_query(), &arrived.form),
        (None, None) => Ok(()),
    }
}

/// The operation that the request names.
pub(super) fn operation<'a>(state: &'a State, arrived: &Arrived) -> Result<Called<'a>, Refusal> {
    let action = arrived.action().ok_or_else(|| Refusal::missing("Action"))?;
    let version = arrived.version().ok_or_else(|| Refusal::missing("Version"))?;
    let of_action = || state.operations.iter().filter(|known| known.metadata.action == action);
    let registered = of_action().find(|known| known.metadata.version == version);
    let mut of_version = state.documents.iter().filter(|document| document.version() == version);
    let found = of_version.find_map(|document| Some((document.product(), document.operation(action)?)));
    let (product, documented) = found.unzip();
    if let Some(product) = registered.map(|known| known.metadata.product.code()).or(product) {
        return Ok(Called { registered, documented, product });
    }
    let documents = state.documents.iter().filter(|document| document.operation(action).is_some());
    let other = of_action().map(|known| known.metadata.version).chain(documents.map(|document| document.version()));
    Err(unknown(action, other.into_iter().next()))
}

/// Refuses an operation that the emulator does not know, or knows only in another version.
fn unknown(action: &str, other_version: Option<&str>) -> Refusal {
    // The service only says the first sentence; the emulator helps to find the mistake.
    match other_version {
        None => {
            let message = format!(
                "Specified api is not found, please check your url and method. The emulator has no answer for \
                 `{action}`: register the operation, with `.answer::<{action}>(..)` on the builder."
            );
            Refusal::new(404, "InvalidAction.NotFound", message)
        }
        Some(other) => {
            let message = format!(
                "Specified parameter Version is not valid. The emulator has an answer for `{action}` of the version \
                 {other}: register the operation of this version, with `.answer::<{action}>(..)` on the builder."
            );
            Refusal::new(400, "InvalidVersion", message)
        }
    }
}

fn check_method(called: &Called<'_>, arrived: &Arrived) -> Result<(), Refusal> {
    let method = &arrived.head.method;
    let is_taken = match (&called.documented, called.registered) {
        (Some(documented), _) => documented.takes(method),
        (None, registered) => registered.is_none_or(|known| known.metadata.method.as_str() == method.as_str()),
    };
    let message = "This http method is not supported.";
    is_taken.then_some(()).ok_or_else(|| Refusal::new(405, "UnsupportedHTTPMethod", message))
}

/// Finds the credentials that the request claims to be signed with.
fn credentials_of(state: &State, arrived: &Arrived) -> Result<Credentials, Refusal> {
    let id = arrived.access_key_id().ok_or_else(|| Refusal::missing("AccessKeyId"))?;
    if matches!(arrived.signing, Signing::Anonymous) {
        return Err(Refusal::missing("Signature"));
    }
    let key = state.tickets.find(id).filter(|(key, _)| key.object.is_none());
    match key {
        None => Err(Refusal::new(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")),
        Some((key, true)) if key.credentials.security_token().is_none() => {
            Err(Refusal::new(403, "InvalidAccessKeyId.Inactive", "Specified access key is disabled."))
        }
        Some((_, true)) => {
            let message = "Specified SecurityToken is expired.";
            Err(Refusal::new(403, "InvalidSecurityToken.Expired", message))
        }
        Some((key, false)) => Ok(key.credentials),
    }
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

/// With a token, ACS3 repeats the access key id in a separate header.
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

fn check_timestamp(state: &State, arrived: &Arrived) -> Result<(), Refusal> {
    let text = arrived.timestamp().ok_or_else(|| Refusal::missing("Timestamp"))?;
    let Some(timestamp) = date::parse(text, date::API) else {
        let message = "Specified time stamp or date value is not well formatted.";
        return Err(Refusal::new(400, "InvalidTimeStamp.Format", message));
    };
    if date::distance(timestamp, state.tickets.now()) <= TIMESTAMP_TOLERANCE {
        return Ok(());
    }
    let message = "Specified time stamp or date value is expired.";
    Err(Refusal::new(400, "InvalidTimeStamp.Expired", message))
}

/// A nonce counts as used only if its request is correctly signed, so nobody can use up another caller's.
fn check_nonce(state: &State, arrived: &Arrived) -> Result<(), Refusal> {
    let nonce = arrived.nonce().filter(|nonce| !nonce.is_empty());
    let nonce = nonce.ok_or_else(|| Refusal::missing("SignatureNonce"))?;
    let is_new = locked(&state.nonces).insert(format!("{} {nonce}", arrived.access_key_id().unwrap_or_default()));
    if is_new {
        return Ok(());
    }
    let message = "Specified signature nonce was used already.";
    Err(Refusal::new(400, "SignatureNonceUsed", message))
}

/// An operation that declares form parameters sends a form body even if none of them is set.
fn check_content_type(metadata: Option<&Metadata>, arrived: &Arrived) -> Result<(), Refusal> {
    if metadata.is_some_and(Metadata::has_form_body) && !arrived.is_form() {
        return Err(Refusal::missing("Content-Type"));
    }
    Ok(())
}

//! What to change after an error from the service, and what the error must not show.

use crate::error::{ReplyError, Secrets, ServiceError, TransportError, redact, redact_reply, redact_transport};
use crate::explain::Mismatch;
use crate::facts::Facts;
use crate::keys::{Credentials, abbreviated};
use crate::ram::Policy;
use crate::response::ReplyFailure;
use crate::sign::CanonicalForms;
use crate::text::readable;

/// What was sent to the service, and with which credentials.
pub(super) struct Asked<'a> {
    pub(super) facts: Facts<'a>,
    pub(super) forms: &'a CanonicalForms,
    pub(super) credentials: Option<&'a Credentials>,
}

/// Adds advice and hides secrets.
pub(super) fn advised(failure: ReplyFailure, asked: &Asked<'_>) -> ReplyFailure {
    let hidden = |error: ReplyError| Box::new(redact_reply(error, &secrets_of(asked)));
    match failure {
        ReplyFailure::Service(error) => ReplyFailure::Service(Box::new(advise_and_redact(*error, asked))),
        ReplyFailure::Unreadable(error) => ReplyFailure::Unreadable(hidden(*error)),
        ReplyFailure::NotTheService(error) => ReplyFailure::NotTheService(hidden(*error)),
    }
}

/// Hides secrets in the head of a reply that broke off.
pub(super) fn hidden(error: TransportError, asked: &Asked<'_>) -> TransportError {
    match error.request_id() {
        Some(_) => redact_transport(error, &secrets_of(asked)),
        None => error,
    }
}

fn advise_and_redact(error: ServiceError, asked: &Asked<'_>) -> ServiceError {
    let is_signature = error.code() == Some("SignatureDoesNotMatch");
    let mismatch = is_signature.then(|| Mismatch::of(error.message().unwrap_or_default(), asked.forms));
    let advice = match &mismatch {
        Some(mismatch) => Some(signature_advice(mismatch, asked.credentials)),
        None => advice(&error, &asked.facts),
    };
    let is_signed_alike = mismatch == Some(Mismatch::Secret);
    redact(ServiceError { is_signed_alike, advice, ..error }, &secrets_of(asked))
}

/// The secrets in the credentials and the request, each with its placeholder.
fn secrets_of(asked: &Asked<'_>) -> Secrets {
    let mut secrets = asked.forms.secrets();
    if let Some(credentials) = asked.credentials {
        secrets.push(credentials.access_key_secret().to_owned());
        secrets.extend(credentials.security_token().map(str::to_owned));
    }
    let id = asked.credentials.map(Credentials::access_key_id).map(|id| (id.to_owned(), abbreviated(id)));
    Secrets::new(secrets.into_iter().map(|secret| (secret, "***".to_owned())).chain(id))
}

fn advice(error: &ServiceError, facts: &Facts<'_>) -> Option<String> {
    let code = error.code().unwrap_or_default();
    let text = match code {
        "InvalidAccessKeyId.NotFound" | "InvalidAccessKeyId" => {
            "check the AccessKeyId: the service does not know it; credentials from STS also need their security token"
        }
        "InvalidAccessKeyId.Inactive" => "enable the AccessKey in the RAM console, or use another",
        "InvalidSecurityToken.Expired" => "fetch new temporary credentials: the security token has expired",
        _ if code.starts_with("InvalidSecurityToken") => {
            "check the security token: it belongs to one pair of keys and must be complete"
        }
        "InvalidTimeStamp.Expired" => "set the clock of this machine: it is more than 15 minutes off",
        "InvalidAction.NotFound" | "InvalidVersion" => {
            "check the operation's `action`, `product` and version, and that the endpoint serves this product"
        }
        "NoPermission" => return Some(permission_advice(error, facts)),
        _ if code.starts_with("Forbidden.RAM") || error.access_denied_detail().is_some() => {
            return Some(permission_advice(error, facts));
        }
        "" if (300..400).contains(&error.status()) => {
            "check the endpoint: redirects are not followed, since a request is signed for one host"
        }
        _ if error.is_of_another() && !error.is_throttled() => {
            "check the endpoint, and any proxy or gateway in between: the answer is not from the service"
        }
        _ if error.is_throttled() => "send fewer calls: `ClientBuilder::max_rate` limits how fast they start",
        _ => return None,
    };
    Some(text.to_owned())
}

fn permission_advice(error: &ServiceError, facts: &Facts<'_>) -> String {
    let detail = error.access_denied_detail();
    let action = detail.and_then(|detail| detail.auth_action.clone()).unwrap_or_else(|| facts.ram_action());
    let action = readable(&action);
    if detail.and_then(|detail| detail.no_permission_type.as_deref()) == Some("ExplicitDeny") {
        return format!("a policy denies the RAM action `{action}` explicitly: remove that statement");
    }
    let statement = Policy::statement_for(std::slice::from_ref(&action));
    format!("the caller lacks the RAM action `{action}`; this policy statement allows it: {statement}")
}

fn signature_advice(mismatch: &Mismatch, credentials: Option<&Credentials>) -> String {
    match mismatch {
        Mismatch::Secret => {
            let damage = credentials.and_then(damage).unwrap_or("copy it again");
            format!("the service signed the same text as this client, so the AccessKeySecret is wrong: {damage}")
        }
        Mismatch::Text(part) => {
            let part = part.as_ref().map(|part| format!("; the first difference is {part}")).unwrap_or_default();
            format!(
                "the service signed a different text than this client{part}: something between here and the service \
                 changes requests, or this is a bug to report"
            )
        }
        Mismatch::Unknown => "check the AccessKeySecret: copy it again".to_owned(),
    }
}

/// What looks wrong with a secret that does not match its id. The secret of a user's AccessKey pair has 30 characters.
fn damage(credentials: &Credentials) -> Option<&'static str> {
    let (id, secret) = (credentials.access_key_id(), credentials.access_key_secret());
    let signs = [
        (secret == id, "it is identical to the AccessKeyId"),
        (secret.contains(['"', '\'', '`']), "it contains quotation marks, which belong to the file it was copied from"),
        (secret.contains(['…', '*']), "it is a shortened display of the secret, not the secret"),
        (secret.contains(['%', '=', '&', ',', ';']), "it contains a character that secrets do not have"),
        (id.starts_with("LTAI") && secret.len() != 30, "it does not have the 30 characters of an AccessKeySecret"),
    ];
    signs.into_iter().find(|(is_seen, _)| *is_seen).map(|(_, damage)| damage)
}

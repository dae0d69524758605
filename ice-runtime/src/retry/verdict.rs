//! The table of verdicts: the one place that knows what an error code, a status or a broken connection means.

#[cfg(feature = "client")]
use crate::error::Error;
use crate::error::{MayHaveExecuted, ServiceError, TransportErrorKind};

/// How an attempt failed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Outcome<'a> {
    /// The service answered with an error.
    Service(&'a ServiceError),
    /// The object storage, which has its own codes, answered with an error.
    #[cfg_attr(not(any(test, feature = "upload")), expect(dead_code, reason = "only uploads ask it"))]
    Storage(&'a ServiceError),
    /// The service reported success, in a reply that cannot be read.
    Unreadable,
    /// Something between here and the service answered in its place.
    NotTheService,
    /// No complete reply came.
    Broken(TransportErrorKind),
}

/// What an outcome means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) retry: RetryClass,
    pub(crate) may_have_executed: MayHaveExecuted,
}

/// Whether another attempt may help, and what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RetryClass {
    /// A short wait.
    Transient,
    /// A longer wait: too many requests.
    Throttled,
    /// The service's time, once: this machine's clock is off.
    Clock,
    /// Other credentials, once: the service refuses these.
    Credentials,
    /// Another nonce, once: this one was used before.
    Nonce,
    /// It might end differently, but the operation may have been carried out, and a second time may do harm.
    Unrepeatable,
    /// It would end the same way.
    Permanent,
}

/// Judges the outcome of an attempt. `is_repeatable`: carrying out the operation twice does no harm.
pub(crate) fn verdict(outcome: Outcome<'_>, is_repeatable: bool) -> Verdict {
    use MayHaveExecuted::{Maybe, No, Yes};
    use RetryClass::{Clock, Credentials, Nonce, Permanent, Throttled, Transient, Unrepeatable};

    let retry = match outcome {
        Outcome::Service(error) => class_of_error(error),
        Outcome::Storage(error) => class_of_storage_error(error),
        Outcome::Broken(kind) => class_of_connection(kind),
        Outcome::Unreadable | Outcome::NotTheService => Permanent,
    };
    let may_have_executed = match (retry, outcome) {
        (_, Outcome::Unreadable) => Yes,
        (_, Outcome::Broken(kind)) if kind.is_before_sending() => No,
        // The service refused it.
        (Throttled | Clock | Credentials, _) => No,
        (Permanent, Outcome::Service(error) | Outcome::Storage(error)) if (200..500).contains(&error.status()) => No,
        // A used nonce means that the same request arrived before, and that one may have been carried out.
        _ => Maybe,
    };
    let is_harmless = is_repeatable || may_have_executed == No;
    let retry = if matches!(retry, Transient | Nonce) && !is_harmless { Unrepeatable } else { retry };
    Verdict { retry, may_have_executed }
}

/// Returns whether the same call may succeed after a wait, provided that a second execution does no harm.
#[cfg(feature = "client")]
pub(crate) fn is_transient(error: &Error) -> bool {
    let outcome = match error {
        Error::Transport(error) => Outcome::Broken(error.kind()),
        Error::Service(error) => Outcome::Service(error),
        // The call that should have fetched them failed with a transient error.
        Error::Credentials(error) => return error.inner().is_some_and(is_transient),
        _ => return false,
    };
    matches!(verdict(outcome, true).retry, RetryClass::Transient | RetryClass::Throttled)
}

fn class_of_error(error: &ServiceError) -> RetryClass {
    match error.code().unwrap_or_default() {
        "InvalidTimeStamp.Expired" => RetryClass::Clock,
        "InvalidAccessKeyId.NotFound" | "InvalidAccessKeyId.Inactive" => RetryClass::Credentials,
        "SignatureDoesNotMatch" if error.is_signed_alike => RetryClass::Credentials,
        "SignatureNonceUsed" => RetryClass::Nonce,
        code if code.starts_with("InvalidSecurityToken") => RetryClass::Credentials,
        _ if error.is_throttled() => RetryClass::Throttled,
        "InternalError" | "UnknownError" | "SystemBusy" | "ServiceBusy" => RetryClass::Transient,
        code if code.starts_with("ServiceUnavailable") => RetryClass::Transient,
        _ if matches!(error.status(), 408 | 500 | 502 | 503 | 504) => RetryClass::Transient,
        _ => RetryClass::Permanent,
    }
}

fn class_of_storage_error(error: &ServiceError) -> RetryClass {
    match error.code().unwrap_or_default() {
        "RequestTimeTooSkewed" => RetryClass::Clock,
        "SecurityTokenExpired" | "InvalidAccessKeyId" => RetryClass::Credentials,
        "RequestTimeout" | "InvalidDigest" => RetryClass::Transient,
        _ => class_of_error(error),
    }
}

fn class_of_connection(kind: TransportErrorKind) -> RetryClass {
    match kind {
        TransportErrorKind::Connect
        | TransportErrorKind::Interrupted
        | TransportErrorKind::Timeout
        | TransportErrorKind::Deadline => RetryClass::Transient,
        TransportErrorKind::Tls
        | TransportErrorKind::Proxy
        | TransportErrorKind::Protocol
        | TransportErrorKind::TooLarge
        | TransportErrorKind::Other => RetryClass::Permanent,
    }
}

impl TransportErrorKind {
    /// Returns whether the request cannot have reached the service.
    #[must_use]
    pub fn is_before_sending(self) -> bool {
        matches!(self, Self::Connect | Self::Tls | Self::Proxy)
    }
}

/// Prefixes of codes about a call's credentials or the call itself, not about what it asks for.
const OF_THE_CALL: [&str; 14] = [
    "InvalidAccessKey",
    "InvalidSecurityToken",
    "SecurityToken",
    "MissingSecurityToken",
    "MissingAccessKeyId",
    "IncompleteSignature",
    "SignatureDoesNotMatch",
    "SignatureNonceUsed",
    "InvalidTimeStamp",
    "RequestTimeTooSkewed",
    "InvalidAction",
    "InvalidVersion",
    "InvalidProduct",
    "InvalidApi",
];

impl ServiceError {
    /// Returns whether the service asks for fewer requests.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.status() == 429
            || self.is_asked_to_wait
            || self.code().is_some_and(|code| code.starts_with("Throttling") || code == "Rejected.Throttling")
    }

    /// Returns whether the caller lacks a permission. A gateway's error page does not count.
    #[must_use]
    pub fn is_access_denied(&self) -> bool {
        let is_denied =
            |code: &str| ["NoPermission", "Forbidden", "AccessDenied"].iter().any(|it| code.starts_with(it));
        self.access_denied_detail().is_some()
            || self.code().is_some_and(is_denied)
            || (self.status() == 403 && !self.is_throttled() && !self.is_of_the_call() && !self.is_of_another())
    }

    /// Returns whether what the operation asks for does not exist. A gateway's error page does not count.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        let ends = ["NotFound", "NotExist", "NotExists"];
        // `EntityNotExist.User` says what is missing.
        let is_missing = |code: &str| code.split('.').any(|part| ends.iter().any(|end| part.ends_with(end)));
        (self.status() == 404 || self.code().is_some_and(is_missing)) && !self.is_of_the_call() && !self.is_of_another()
    }

    fn is_of_the_call(&self) -> bool {
        self.code().is_some_and(|code| OF_THE_CALL.iter().any(|it| code.starts_with(it)))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use MayHaveExecuted::{Maybe, No, Yes};
    use RetryClass::{Clock, Credentials, Nonce, Permanent, Throttled, Transient, Unrepeatable};

    use super::*;

    fn service(status: u16, code: &str) -> ServiceError {
        ServiceError { status, code: Some(code.to_owned()).filter(|code| !code.is_empty()), ..ServiceError::default() }
    }

    #[test]
    fn the_storage_has_codes_of_its_own() {
        for (status, code, of_storage, of_service) in [
            (403, "RequestTimeTooSkewed", (Clock, Clock, No), (Permanent, Permanent, No)),
            (403, "SecurityTokenExpired", (Credentials, Credentials, No), (Permanent, Permanent, No)),
            (403, "InvalidAccessKeyId", (Credentials, Credentials, No), (Permanent, Permanent, No)),
            (400, "RequestTimeout", (Transient, Unrepeatable, Maybe), (Permanent, Permanent, No)),
            (400, "InvalidDigest", (Transient, Unrepeatable, Maybe), (Permanent, Permanent, No)),
            (503, "ServiceUnavailable", (Transient, Unrepeatable, Maybe), (Transient, Unrepeatable, Maybe)),
            (404, "NoSuchUpload", (Permanent, Permanent, No), (Permanent, Permanent, No)),
        ] {
            let error = service(status, code);
            assert_eq!(of(Outcome::Storage(&error)), of_storage, "{status} {code}");
            assert_eq!(of(Outcome::Service(&error)), of_service, "{status} {code}");
        }
    }

    fn of(outcome: Outcome<'_>) -> (RetryClass, RetryClass, MayHaveExecuted) {
        let [safe, other] = [true, false].map(|is_repeatable| verdict(outcome, is_repeatable));
        assert_eq!(safe.may_have_executed, other.may_have_executed, "{outcome:?}");
        (safe.retry, other.retry, safe.may_have_executed)
    }

    #[test]
    fn what_each_error_of_the_service_means() {
        for (status, code, safe, other, may_have_executed) in [
            (400, "Throttling", Throttled, Throttled, No),
            (400, "Throttling.User", Throttled, Throttled, No),
            (403, "Rejected.Throttling", Throttled, Throttled, No),
            (429, "", Throttled, Throttled, No),
            (400, "InvalidTimeStamp.Expired", Clock, Clock, No),
            (403, "InvalidSecurityToken.Expired", Credentials, Credentials, No),
            (403, "InvalidSecurityToken.Malformed", Credentials, Credentials, No),
            (404, "InvalidAccessKeyId.NotFound", Credentials, Credentials, No),
            (403, "InvalidAccessKeyId.Inactive", Credentials, Credentials, No),
            (400, "SignatureDoesNotMatch", Permanent, Permanent, No),
            (400, "SignatureNonceUsed", Nonce, Unrepeatable, Maybe),
            (500, "", Transient, Unrepeatable, Maybe),
            (502, "", Transient, Unrepeatable, Maybe),
            (503, "ServiceUnavailableTemporary", Transient, Unrepeatable, Maybe),
            (504, "", Transient, Unrepeatable, Maybe),
            (408, "", Transient, Unrepeatable, Maybe),
            (400, "InternalError", Transient, Unrepeatable, Maybe),
            (200, "SystemBusy", Transient, Unrepeatable, Maybe),
            (400, "MissingParameter", Permanent, Permanent, No),
            (404, "", Permanent, Permanent, No),
            (302, "", Permanent, Permanent, No),
            (501, "", Permanent, Permanent, Maybe),
        ] {
            let error = service(status, code);
            assert_eq!(of(Outcome::Service(&error)), (safe, other, may_have_executed), "{status} {code}");
        }
    }

    #[test]
    fn a_wait_counts_only_where_the_service_itself_asks_for_it() {
        let hinted =
            ServiceError { retry_after: Some(Duration::from_secs(1)), is_asked_to_wait: true, ..service(400, "Other") };
        assert_eq!(of(Outcome::Service(&hinted)), (Throttled, Throttled, No));
        let of_a_gateway = ServiceError { is_asked_to_wait: false, ..hinted };
        assert_eq!(of(Outcome::Service(&of_a_gateway)), (Permanent, Permanent, No));
    }

    #[test]
    fn a_signature_that_differs_over_the_same_text_is_a_matter_of_keys() {
        let error = ServiceError { is_signed_alike: true, ..service(400, "SignatureDoesNotMatch") };
        assert_eq!(of(Outcome::Service(&error)), (Credentials, Credentials, No));
    }

    #[test]
    fn what_each_broken_connection_means() {
        use TransportErrorKind as Kind;
        for (kind, safe, other, may_have_executed) in [
            (Kind::Connect, Transient, Transient, No),
            (Kind::Tls, Permanent, Permanent, No),
            (Kind::Proxy, Permanent, Permanent, No),
            (Kind::Interrupted, Transient, Unrepeatable, Maybe),
            (Kind::Timeout, Transient, Unrepeatable, Maybe),
            (Kind::Deadline, Transient, Unrepeatable, Maybe),
            (Kind::Protocol, Permanent, Permanent, Maybe),
            (Kind::TooLarge, Permanent, Permanent, Maybe),
            (Kind::Other, Permanent, Permanent, Maybe),
        ] {
            assert_eq!(of(Outcome::Broken(kind)), (safe, other, may_have_executed), "{kind:?}");
        }
        assert_eq!(of(Outcome::Unreadable), (Permanent, Permanent, Yes));
        assert_eq!(of(Outcome::NotTheService), (Permanent, Permanent, Maybe));
    }

    #[test]
    fn what_is_denied_and_what_is_not_there() {
        for (status, code, is_denied, is_missing) in [
            (403, "NoPermission", true, false),
            (403, "Forbidden.RAM", true, false),
            (403, "", true, false),
            (403, "Throttling.User", false, false),
            (403, "InvalidSecurityToken.Expired", false, false),
            (404, "InvalidAccessKeyId.NotFound", false, false),
            (404, "InvalidAction.NotFound", false, false),
            (404, "MediaNotFound", false, true),
            (400, "Pipeline.NotExist", false, true),
            (400, "EntityNotExist.User", false, true),
            (400, "NotFoundry.Closed", false, false),
            (404, "", false, true),
            (400, "MissingParameter", false, false),
        ] {
            let error = service(status, code);
            assert_eq!((error.is_access_denied(), error.is_not_found()), (is_denied, is_missing), "{status} {code}");
        }
    }
}

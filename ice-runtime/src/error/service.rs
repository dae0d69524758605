//! Errors returned by the service: code, message, request id, and what to do about them.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// An error returned by the service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceError {
    pub(crate) status: u16,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) host_id: Option<String>,
    pub(crate) recommend: Option<String>,
    pub(crate) access_denied_detail: Option<Box<AccessDeniedDetail>>,
    pub(crate) retry_after: Option<Duration>,
    /// Whether the wait comes from the service's own header, which says that it refused the request.
    pub(crate) is_asked_to_wait: bool,
    /// Whether a signature was refused although the service signed the same text: the secret is not the one it knows.
    pub(crate) is_signed_alike: bool,
    pub(crate) advice: Option<String>,
    /// What the body was if not an error from the service: `an HTML page`.
    pub(crate) body_kind: Option<&'static str>,
}

/// Who was denied what, and by which kind of policy: the reply's member `AccessDeniedDetail`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccessDeniedDetail {
    /// The missing RAM action: `ice:GetMediaInfo`.
    pub auth_action: Option<String>,
    /// `SubUser`, `AssumedRoleUser`, ..
    pub auth_principal_type: Option<String>,
    /// The account that the caller belongs to.
    pub auth_principal_owner_id: Option<String>,
    /// The caller.
    pub auth_principal_display_name: Option<String>,
    /// `ImplicitDeny`: no policy allows it; `ExplicitDeny`: a policy denies it.
    pub no_permission_type: Option<String>,
    /// The kind of policy that decided.
    pub policy_type: Option<String>,
    /// An encoded diagnosis that an administrator can decode in the RAM console.
    pub encoded_diagnostic_message: Option<String>,
}

impl AccessDeniedDetail {
    /// Reads what `text_of` finds under the documented names. An empty string counts as missing.
    pub(crate) fn read(text_of: impl Fn(&str) -> Option<String>) -> Box<Self> {
        let text_of = |name| text_of(name).filter(|text| !text.is_empty());
        Box::new(Self {
            auth_action: text_of("AuthAction"),
            auth_principal_type: text_of("AuthPrincipalType"),
            auth_principal_owner_id: text_of("AuthPrincipalOwnerId"),
            auth_principal_display_name: text_of("AuthPrincipalDisplayName"),
            no_permission_type: text_of("NoPermissionType"),
            policy_type: text_of("PolicyType"),
            encoded_diagnostic_message: text_of("EncodedDiagnosticMessage"),
        })
    }
}

impl ServiceError {
    /// Returns the HTTP status, which may be 200 even for an error.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns the error code, such as `Throttling.User`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns the service's message with control characters escaped, at most 2 KiB long, and without the string to
    /// sign that `SignatureDoesNotMatch` quotes.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Returns the id that the service logged the request under.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Returns the host that answered, by the name it gives itself.
    #[must_use]
    pub fn host_id(&self) -> Option<&str> {
        self.host_id.as_deref()
    }

    /// Returns the service's link to a page about this error.
    #[must_use]
    pub fn recommend(&self) -> Option<&str> {
        self.recommend.as_deref()
    }

    /// Returns who was denied what.
    #[must_use]
    pub fn access_denied_detail(&self) -> Option<&AccessDeniedDetail> {
        self.access_denied_detail.as_deref()
    }

    /// Returns how long the service asks callers to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Returns what to change, as far as this library knows.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        self.advice.as_deref()
    }
}

impl ServiceError {
    /// Returns whether something between here and the service answered in its place.
    pub(crate) fn is_of_another(&self) -> bool {
        self.body_kind.is_some_and(|kind| kind != EMPTY_BODY)
    }

    /// Returns what the service said, or what came back instead.
    pub(crate) fn problem(&self) -> Cow<'_, str> {
        match (self.body_kind, self.message()) {
            (_, Some(message)) => message.into(),
            (Some(kind), None) => came_back(kind).into(),
            (None, None) => self.code().unwrap_or("an error without a code").into(),
        }
    }
}

/// The name for a body that says nothing about who sent it.
pub(crate) const EMPTY_BODY: &str = "an empty body";

/// The message for a body that is not the service's.
pub(crate) fn came_back(kind: &str) -> String {
    format!("{kind} came back instead of the service's answer")
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.code, &self.message) {
            (Some(code), Some(message)) => write!(f, "{code}: {message}")?,
            (Some(code), None) => f.write_str(code)?,
            (None, _) => f.write_str(&self.problem())?,
        }
        write!(f, " (status {}", self.status)?;
        if let Some(id) = &self.request_id {
            write!(f, ", request id {id}")?;
        }
        if let Some(wait) = self.retry_after {
            write!(f, ", asks to wait {wait:?}")?;
        }
        f.write_str(")")
    }
}

impl std::error::Error for ServiceError {}

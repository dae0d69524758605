//! The record of an API request for tests: everything except credentials and signatures.

use std::fmt;
use std::sync::Arc;

use super::arrived::{Arrived, Signing};
use super::tickets::{Ticket, Tickets};
use crate::facts::{Metadata, Place};
use crate::sign::Scheme;

/// A request that the emulator received, whether it was carried out or refused.
///
/// It contains no credentials and no signature. `Debug` shows the names of the parameters without their values.
#[derive(Clone, Default)]
pub struct Received {
    pub(super) action: String,
    pub(super) version: String,
    pub(super) method: String,
    pub(super) scheme: Option<Scheme>,
    pub(super) query: Vec<(String, String)>,
    pub(super) form: Vec<(String, String)>,
    pub(super) nonce: Option<String>,
    pub(super) timestamp: Option<String>,
    pub(super) user_agent: Option<String>,
    pub(super) idempotency_token: Option<String>,
    pub(super) header_count: usize,
    pub(super) request_id: String,
    pub(super) refused: Option<String>,
}

impl Received {
    pub(super) fn of(arrived: &Arrived, request_id: &str) -> Self {
        let owned = |value: Option<&str>| value.map(str::to_owned);
        Self {
            action: arrived.action().unwrap_or_default().to_owned(),
            version: arrived.version().unwrap_or_default().to_owned(),
            method: arrived.head.method.to_string(),
            scheme: match arrived.signing {
                Signing::Acs3(_) => Some(Scheme::Acs3HmacSha256),
                Signing::HmacSha1 { .. } => Some(Scheme::HmacSha1),
                Signing::Anonymous => None,
            },
            query: arrived.own_query(),
            form: arrived.form.clone(),
            nonce: owned(arrived.nonce()),
            timestamp: owned(arrived.timestamp()),
            user_agent: owned(arrived.header("user-agent")),
            idempotency_token: None,
            header_count: arrived.head.headers.len(),
            request_id: request_id.to_owned(),
            refused: None,
        }
    }

    /// Finds the idempotency token among the parameters.
    pub(super) fn note_idempotency_token(&mut self, metadata: &Metadata) {
        let declared = metadata.parameters.iter().find(|parameter| parameter.is_idempotency_token);
        self.idempotency_token = declared.and_then(|token| self.parameter(token.name)).map(str::to_owned);
    }

    /// The operation's name on the wire.
    #[must_use]
    pub fn action(&self) -> &str {
        &self.action
    }

    /// The API version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// How it was signed; `None` for an unsigned request.
    #[must_use]
    pub fn scheme(&self) -> Option<Scheme> {
        self.scheme
    }

    /// The decoded value of one of the operation's parameters, whether in the query string or the form body.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.all_parameters().find(|pair| pair.0 == name).map(|pair| pair.1)
    }

    /// All of them, from the query string and the form body.
    pub(super) fn all_parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().chain(&self.form).map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The operation's parameters in the query string or the form body: decoded names and values, in the order in which
    /// they were sent.
    #[must_use]
    pub fn parameters(&self, place: Place) -> &[(String, String)] {
        match place {
            Place::Query => &self.query,
            Place::Form => &self.form,
        }
    }

    /// The nonce.
    #[must_use]
    pub fn nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }

    /// The signed timestamp, as it was sent.
    #[must_use]
    pub fn timestamp(&self) -> Option<&str> {
        self.timestamp.as_deref()
    }

    /// The `User-Agent`.
    #[must_use]
    pub fn user_agent(&self) -> Option<&str> {
        self.user_agent.as_deref()
    }

    /// The idempotency token, the parameter that makes the operation safe to retry.
    #[must_use]
    pub fn idempotency_token(&self) -> Option<&str> {
        self.idempotency_token.as_deref()
    }

    /// The number of headers.
    #[must_use]
    pub fn header_count(&self) -> usize {
        self.header_count
    }

    /// The request id of the reply.
    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// The error code of the refusal; `None` if the request was carried out or got a fault.
    #[must_use]
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| pairs.iter().map(|pair| pair.0.clone()).collect::<Vec<_>>();
        f.debug_struct("Received")
            .field("action", &self.action)
            .field("version", &self.version)
            .field("method", &self.method)
            .field("scheme", &self.scheme)
            .field("query", &names(&self.query))
            .field("form", &names(&self.form))
            .field("refused", &self.refused)
            .finish_non_exhaustive()
    }
}

/// A request to be answered. It dereferences to [`Received`].
pub struct Call {
    pub(super) received: Received,
    pub(super) tickets: Arc<Tickets>,
    /// The host and port by which the caller addressed the emulator.
    pub(super) host: Option<String>,
}

impl Call {
    /// Issues credentials for the upload of one object, as `CreateUploadStream` and similar operations do. The emulator
    /// accepts that object with them until they expire.
    #[must_use]
    pub fn ticket(&self, bucket: &str, key: &str) -> Ticket {
        self.tickets.give_out(self.host.as_deref(), bucket, key)
    }

    /// Issues account credentials as members of a reply: for an hour and with a token, or permanent ones.
    #[cfg(feature = "api-docs")]
    pub(super) fn account(&self, is_temporary: bool) -> impl Iterator<Item = (&'static str, String)> {
        let lifetime = is_temporary.then_some(std::time::Duration::from_secs(3600));
        let issued = self.tickets.issue(lifetime, u64::MAX, None);
        let keys = [("AccessKeyId", Some(issued.access_key_id)), ("AccessKeySecret", Some(issued.secret))];
        let expiration = issued.expires_at.map(super::date::timestamp);
        let others = [("SecurityToken", issued.token), ("Expiration", expiration)];
        keys.into_iter().chain(others).filter_map(|(name, value)| Some((name, value?)))
    }

    /// Returns a unique name.
    pub(super) fn unique(&self) -> String {
        self.tickets.unique()
    }
}

impl std::ops::Deref for Call {
    type Target = Received;

    fn deref(&self) -> &Received {
        &self.received
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.received).finish()
    }
}

//! What makes a request unique: the time and the nonce, new for every attempt, and the idempotency token, which stays
//! the same.

use std::fmt;
use std::time::SystemTime;

use crate::error::ConfigError;
use crate::percent;

/// The moment of a request: time, nonce and idempotency token.
///
/// Every attempt needs its own stamp: the service refuses a nonce that it has seen, and a time more than 15 minutes
/// off. The idempotency token is the same for all attempts of one call.
#[derive(Clone, PartialEq, Eq)]
pub struct Stamp {
    pub(super) time: SystemTime,
    /// `None` if the operating system had no random numbers: signing reports it.
    nonce: Option<String>,
    /// Whether the nonce needs no percent-encoding, as with this crate's own. Checked once, not for each signature.
    is_nonce_plain: bool,
    idempotency_token: Option<String>,
}

impl Stamp {
    /// Creates a stamp with this time and nonce. The nonce has to be unique, and visible ASCII. It is also the
    /// idempotency token unless another is set.
    pub fn new(time: SystemTime, nonce: impl Into<String>) -> Self {
        let nonce = nonce.into();
        Self { time, is_nonce_plain: percent::is_plain(nonce.as_bytes()), nonce: Some(nonce), idempotency_token: None }
    }

    /// Sets the idempotency token.
    #[must_use]
    pub fn with_idempotency_token(self, token: impl Into<String>) -> Self {
        Self { idempotency_token: Some(token.into()), ..self }
    }

    /// Returns the time that is signed.
    #[must_use]
    pub fn time(&self) -> SystemTime {
        self.time
    }

    /// Returns the nonce that is signed; empty if the operating system had no random numbers for one.
    #[must_use]
    pub fn nonce(&self) -> &str {
        self.nonce.as_deref().unwrap_or_default()
    }

    /// Returns the nonce if it can be sent.
    pub(super) fn checked_nonce(&self) -> Result<&str, ConfigError> {
        let problem = match &self.nonce {
            Some(nonce) if !nonce.is_empty() && (self.is_nonce_plain || is_visible(nonce)) => return Ok(nonce),
            Some(_) => "must be visible ASCII without spaces: use `Stamp::now()`, or a UUID",
            None => "the operating system has no random numbers for this process: check its sandbox",
        };
        Err(ConfigError::new("nonce", problem))
    }

    pub(super) fn is_nonce_plain(&self) -> bool {
        self.is_nonce_plain
    }

    /// Returns the token that an `idempotency_token` field sends when it is `None`.
    #[must_use]
    pub fn idempotency_token(&self) -> &str {
        self.idempotency_token.as_deref().unwrap_or(self.nonce())
    }
}

fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(feature = "client")]
impl Stamp {
    /// Creates a stamp of the current time, with a random nonce: 32 hex digits from 16 bytes of the operating system.
    /// Without random numbers, signing with it is an error.
    #[must_use]
    pub fn now() -> Self {
        Self::at(SystemTime::now())
    }

    /// Returns a stamp for another attempt of the same call: a new time and nonce, the same idempotency token.
    #[must_use]
    pub fn again(&self) -> Self {
        self.again_at(SystemTime::now())
    }

    pub(crate) fn at(time: SystemTime) -> Self {
        let mut bytes = [0; 16];
        let nonce = getrandom::fill(&mut bytes).ok().map(|()| super::hex::hex(&bytes));
        Self { time, nonce, is_nonce_plain: true, idempotency_token: None }
    }

    pub(crate) fn again_at(&self, time: SystemTime) -> Self {
        Self::at(time).with_idempotency_token(self.idempotency_token())
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stamp")
            .field("time", &crate::time::format(self.time))
            .field("nonce", &self.nonce())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_has_to_be_visible_ascii() {
        let with = |nonce: &str| Stamp::new(SystemTime::UNIX_EPOCH, nonce);
        assert!(with("0f1e-2d3c").checked_nonce().is_ok());
        for wrong in ["", " ", "a b", "a\n", "é", "\u{7f}"] {
            let problem = with(wrong).checked_nonce().unwrap_err().to_string();
            assert!(problem.contains("visible ASCII"), "{wrong:?}: {problem}");
        }
        let without_random_numbers = Stamp { nonce: None, ..with("") };
        let problem = without_random_numbers.checked_nonce().unwrap_err().to_string();
        assert!(problem.contains("random numbers"), "{problem}");
    }

    #[test]
    fn debug_shows_the_time_of_a_stamp_and_not_its_nonce() {
        let stamp = Stamp::new(SystemTime::UNIX_EPOCH, "0f1e").with_idempotency_token("mine");
        let text = format!("{stamp:?}");
        assert_eq!(text, r#"Stamp { time: Some("1970-01-01T00:00:00Z"), nonce: "0f1e", .. }"#);
    }
}

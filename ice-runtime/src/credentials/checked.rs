//! Keys as they are written down somewhere: in come texts and the names of their places, out go credentials, or an error
//! that names the place to change.

use std::fmt;

use super::Credentials;
use crate::error::{ConfigError, CredentialsError, Error};

/// A text and the name of its place, such as a variable or a member of a file.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) place: &'a str,
    pub(super) text: Option<&'a str>,
}

impl<'a> Written<'a> {
    /// White space round the text is cut off; a text of nothing else is none.
    pub(super) fn new(place: &'a str, text: Option<&'a str>) -> Self {
        Self {
            place,
            text: text.map(str::trim).filter(|text| !text.is_empty()),
        }
    }

    pub(super) fn required(self, provider: impl fmt::Display) -> Result<&'a str, CredentialsError> {
        self.text
            .ok_or_else(|| in_place(provider, self.place, "it is missing: set it"))
    }
}

/// An error of one place of a provider.
pub(super) fn in_place(
    provider: impl fmt::Display,
    place: impl Into<String>,
    problem: impl fmt::Display,
) -> CredentialsError {
    CredentialsError::caused_by(provider, ConfigError::new(place, problem).into())
}

/// Credentials of texts that have to be there, and a token that may be.
pub(super) fn credentials(
    provider: impl fmt::Display,
    id: Written<'_>,
    secret: Written<'_>,
    token: Written<'_>,
) -> Result<Credentials, CredentialsError> {
    let provider = &provider;
    let (id_text, secret_text) = (id.required(provider)?, secret.required(provider)?);
    let pair = Credentials::new(id_text, secret_text);
    let whole = match token.text {
        Some(token) => pair.and_then(|pair| pair.with_security_token(token)),
        None => pair,
    };
    whole.map_err(|error| match error {
        Error::Config(error) => {
            let place = match error.setting() {
                "AccessKeyId" => id.place,
                "AccessKeySecret" => secret.place,
                _ => token.place,
            };
            in_place(provider, place, error.problem())
        }
        error => CredentialsError::caused_by(provider, error),
    })
}

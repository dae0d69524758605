//! Keys as they are written down somewhere: in come texts and the names of their places, out go credentials, or an error
//! that names the place to change.

use std::fmt;

use super::Credentials;
use crate::error::{ConfigError, CredentialsError, Error};

/// A text and the name of its place, such as a variable or a member of a file.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) place: &'a str,
    pub(super) line: Option<usize>,
    pub(super) text: Option<&'a str>,
}

impl<'a> Written<'a> {
    /// White space round the text is cut off; a text of nothing else is none.
    pub(super) fn new(place: &'a str, text: Option<&'a str>) -> Self {
        Self { place, line: None, text: text.map(str::trim).filter(|text| !text.is_empty()) }
    }

    /// The text, which has to be there.
    pub(super) fn required(self, provider: &dyn fmt::Display) -> Result<&'a str, CredentialsError> {
        self.text.ok_or_else(|| self.error(provider, "it is missing or empty: set it"))
    }

    /// A text without white space inside, where there is one.
    pub(super) fn word(self, provider: &dyn fmt::Display) -> Result<Option<&'a str>, CredentialsError> {
        match self.text {
            Some(text) if text.contains(|character: char| character.is_whitespace() || character.is_control()) => {
                Err(self.error(provider, "it holds white space or a line break: copy it again without"))
            }
            text => Ok(text),
        }
    }

    /// A text without white space inside, which has to be there.
    pub(super) fn required_word(self, provider: &dyn fmt::Display) -> Result<&'a str, CredentialsError> {
        self.required(provider)?;
        Ok(self.word(provider)?.unwrap_or_default())
    }

    /// An error of this place.
    pub(super) fn error(self, provider: &dyn fmt::Display, problem: impl fmt::Display) -> CredentialsError {
        let error = ConfigError::new(self.place, problem).into();
        match self.line {
            Some(line) => CredentialsError::caused_by(format_args!("{provider}, line {line}"), error),
            None => CredentialsError::caused_by(provider, error),
        }
    }
}

/// Credentials of texts that have to be there, and a token that may be.
pub(super) fn credentials(
    provider: &dyn fmt::Display,
    id: Written<'_>,
    secret: Written<'_>,
    token: Written<'_>,
) -> Result<Credentials, CredentialsError> {
    let (id_text, secret_text) = (id.required(provider)?, secret.required(provider)?);
    let pair = Credentials::new(id_text, secret_text);
    let whole = match token.text {
        Some(token) => pair.and_then(|pair| pair.with_security_token(token)),
        None => pair,
    };
    whole.map_err(|error| match error {
        Error::Config(error) => {
            let place = match error.setting() {
                "AccessKeyId" => id,
                "AccessKeySecret" => secret,
                _ => token,
            };
            place.error(provider, error.problem())
        }
        error => CredentialsError::caused_by(provider, error),
    })
}

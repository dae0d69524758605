//! Strings by name, as an environment, a profile or a reply contains them, and the credentials among them. An error
//! names the setting to change; every string is zeroed on drop.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::{Credentials, Environment, Provided};
use crate::error::{ConfigError, CredentialsError, Error};
use crate::time;

/// One string by its name, such as a variable or a member of a file.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// What contains it, as errors call it.
    pub(super) holder: &'a str,
    pub(super) name: &'a str,
    pub(super) line: Option<usize>,
    /// Without surrounding white space; `None` if nothing is left.
    pub(super) text: Option<&'a str>,
}

impl<'a> Setting<'a> {
    pub(super) fn new(holder: &'a str, name: &'a str, text: Option<&'a str>) -> Self {
        Self { holder, name, line: None, text: text.map(str::trim).filter(|text| !text.is_empty()) }
    }

    pub(super) fn variable(environment: &'a Environment, name: &'a str) -> Self {
        Self::new("the environment", name, environment.var(name))
    }

    /// Returns the string, which is required.
    pub(super) fn required(self) -> Result<&'a str, CredentialsError> {
        self.text.ok_or_else(|| self.error("it is missing or empty: set it"))
    }

    /// Returns a string without white space inside, if there is one.
    pub(super) fn word(self) -> Result<Option<&'a str>, CredentialsError> {
        match self.text {
            Some(text) if text.contains(|character: char| character.is_whitespace() || character.is_control()) => {
                Err(self.error("it has white space or a line break inside: remove it"))
            }
            text => Ok(text),
        }
    }

    /// Returns a string without white space inside, which is required.
    pub(super) fn required_word(self) -> Result<&'a str, CredentialsError> {
        self.required()?;
        Ok(self.word()?.unwrap_or_default())
    }

    /// Creates an error about this setting.
    pub(super) fn error(self, problem: impl fmt::Display) -> CredentialsError {
        let error = ConfigError::new(self.name, problem).into();
        match self.line {
            Some(line) => CredentialsError::caused_by(format_args!("{}, line {line}", self.holder), error),
            None => CredentialsError::caused_by(self.holder, error),
        }
    }

    /// Turns the error of the type that the string is meant for into one about this setting.
    pub(super) fn refused(self, error: Error) -> CredentialsError {
        match error {
            Error::Config(error) => self.error(error.problem()),
            error => CredentialsError::caused_by(self.holder, error),
        }
    }
}

/// Builds credentials from an id and a secret, both required, and a token, which is optional.
pub(super) fn credentials([id, secret, token]: [Setting<'_>; 3]) -> Result<Credentials, CredentialsError> {
    let pair = Credentials::new(id.required()?, secret.required()?).map_err(|error| match &error {
        Error::Config(problem) if problem.setting() == "AccessKeyId" => id.refused(error),
        _ => secret.refused(error),
    })?;
    match token.text {
        Some(text) => pair.with_security_token(text).map_err(|error| token.refused(error)),
        None => Ok(pair),
    }
}

/// Strings by name, and the lines that they were read from. In JSON, numbers and booleans are read as strings; null,
/// lists and objects are left out. If members have the same name, the last one counts, even if it is null.
#[derive(Default)]
pub(super) struct Section(BTreeMap<String, (Zeroizing<String>, Option<usize>)>);

impl Section {
    pub(super) fn set(&mut self, name: String, text: &str, line: usize) {
        self.0.insert(name, (Zeroizing::new(text.to_owned()), Some(line)));
    }

    /// Returns a string, for errors that call this section `holder`.
    pub(super) fn get<'a>(&'a self, holder: &'a str, name: &'a str) -> Setting<'a> {
        let (text, line) = self.0.get(name).map(|(text, line)| (text.as_str(), *line)).unzip();
        Setting { line: line.flatten(), ..Setting::new(holder, name, text) }
    }

    /// Reads credentials under the names for id, secret, token and expiry; the last two are optional.
    pub(super) fn keys(&self, holder: &str, names: [&str; 4]) -> Result<Provided, CredentialsError> {
        let [id, secret, token, expiration] = names.map(|name| self.get(holder, name));
        let credentials = credentials([id, secret, token])?;
        let wrong = || expiration.error("it is not a time like `2030-01-02T03:04:05Z`");
        let expires_at = expiration.text.map(|text| time::parse(text).ok_or_else(wrong)).transpose()?;
        Ok(Provided { credentials, expires_at })
    }
}

impl<'de> Deserialize<'de> for Section {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Option::<BTreeMap<String, &'de RawValue>>::deserialize(deserializer)?;
        let texts = members.into_iter().flatten().filter_map(|(name, value)| Some((name, (text_of(value)?, None))));
        Ok(Self(texts.collect()))
    }
}

fn text_of(value: &RawValue) -> Option<Zeroizing<String>> {
    match value.get().as_bytes() {
        [b'n' | b'[' | b'{', ..] => None,
        // A string with half a surrogate pair is not valid.
        [b'"', ..] => serde_json::from_str(value.get()).ok().map(Zeroizing::new),
        _ => Some(Zeroizing::new(whole(value.get()).unwrap_or_else(|| value.get().to_owned()))),
    }
}

/// Removes the fraction or exponent from a whole number written with one, such as `3600.0`.
fn whole(number: &str) -> Option<String> {
    let value = number.parse::<f64>().ok().filter(|value| value.fract() == 0.0)?;
    number.contains(['.', 'e', 'E']).then(|| value.to_string())
}

/// Reads a JSON object, with or without a byte order mark. The error only says where it is broken: the library's
/// message may quote the content.
pub(super) fn parse_json<'de, T: Deserialize<'de>>(
    holder: impl fmt::Display,
    json: &'de [u8],
) -> Result<T, CredentialsError> {
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    // A struct may also be read from a list, which nobody writes on purpose.
    let parsed = match json.trim_ascii_start() {
        [b'{', ..] => serde_json::from_slice(json).map_err(|error| (error.line(), error.column())),
        _ => Err((1, 1)),
    };
    parsed.map_err(|(line, column)| {
        CredentialsError::new(format_args!("{holder} is not a JSON object: see line {line}, column {column}"))
    })
}

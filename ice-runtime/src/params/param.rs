//! A place in a request that a value is written to.

use std::fmt;

use serde::Serialize;

use super::error::ParamError;
use super::flat;
use super::items::ListItems;
use super::writer::{ParamWriter, PendingParam};
use crate::facts::Place;

/// A place in the request for one value. If it is not used, nothing is sent.
///
/// Created by [`ParamWriter::query`] and [`ParamWriter::form`], and filled by [`QueryValue`](crate::QueryValue).
#[must_use = "a place that is not used sends nothing"]
pub struct Param<'w, 'a>(Target<'w, 'a>);

/// Both know the name. This keeps `Param` small enough to be passed in registers.
enum Target<'w, 'a> {
    Parameter(&'w mut ParamWriter<'a>, Place),
    /// An item of a joined list.
    Item(&'w mut ListItems),
}

impl<'a> ParamWriter<'a> {
    /// Returns the place of the parameter `name` in the query string.
    pub fn query(&mut self, name: &'static str) -> Param<'_, 'a> {
        self.declare(name);
        Param(Target::Parameter(self, Place::Query))
    }

    /// Returns the place of the parameter `name` in the form body.
    pub fn form(&mut self, name: &'static str) -> Param<'_, 'a> {
        self.declare(name);
        Param(Target::Parameter(self, Place::Form))
    }
}

impl<'w> Param<'w, '_> {
    pub(super) fn item(items: &'w mut ListItems) -> Self {
        Self(Target::Item(items))
    }

    /// Returns the parameter's name on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match &self.0 {
            Target::Parameter(writer, _) => writer.declared(),
            Target::Item(items) => items.name(),
        }
    }

    /// Creates an error for a value of this parameter that cannot be sent. Keep the value itself out of `reason`.
    #[must_use]
    pub fn error(&self, reason: impl fmt::Display) -> ParamError {
        ParamError::new(self.name(), reason)
    }

    /// Sends `value` as it is.
    ///
    /// # Errors
    ///
    /// The name is already used; or `value` is an item of a joined list that contains the separator, or ends with the
    /// start of it.
    pub fn text(self, value: &str) -> Result<(), ParamError> {
        match self.0 {
            Target::Parameter(writer, place) => writer.write(place, value),
            Target::Item(items) => items.push_text(value),
        }
    }

    /// Sends the `Display` output of `value`.
    ///
    /// # Errors
    ///
    /// The errors of [`Param::text`]; or the `Display` of `value` fails.
    pub fn display(self, value: &dyn fmt::Display) -> Result<(), ParamError> {
        let name = self.name();
        match self.0 {
            Target::Parameter(writer, place) => writer.write_with(place, |text| {
                fmt::write(text, format_args!("{value}")).map_err(|fmt::Error| cannot_display(name))?;
                Ok(true)
            }),
            Target::Item(items) => {
                let mut text = String::new();
                fmt::write(&mut text, format_args!("{value}")).map_err(|fmt::Error| cannot_display(name))?;
                items.push_text(&text)
            }
        }
    }

    /// Sends `value` as compact JSON, or nothing if that is `null`.
    ///
    /// # Errors
    ///
    /// The errors of [`Param::text`]; or `value` cannot be written as JSON, such as a map whose keys are not strings.
    pub fn json<T: Serialize + ?Sized>(self, value: &T) -> Result<(), ParamError> {
        let name = self.name();
        match self.0 {
            Target::Parameter(writer, place) => writer.write_with(place, |text| {
                let start = text.sent.len();
                serde_json::to_writer(&mut *text, value).map_err(|error| cannot_encode(name, &error))?;
                Ok(text.sent.get(start..) != Some(b"null"))
            }),
            Target::Item(items) => match serde_json::to_string(value) {
                Ok(text) if text == "null" => Ok(()),
                Ok(text) => items.push_text(&text),
                Err(error) => Err(cannot_encode(name, &error)),
            },
        }
    }

    /// Sends `value` as numbered parameters, as RPC-style APIs expect lists and objects: `Tag.1.Key`. A scalar is sent
    /// as it is, an empty list or object not at all.
    ///
    /// # Errors
    ///
    /// The errors of [`Param::text`]; or a number is not finite, a key is not a string, a number or a `bool`, or two
    /// values get the same name.
    pub fn flat<T: Serialize + ?Sized>(self, value: &T) -> Result<(), ParamError> {
        let made = flat::flatten(self.name(), value)?;
        match self.0 {
            Target::Parameter(writer, place) => {
                writer.add_pending(made.into_iter().map(|(name, value)| PendingParam { name, value, place }))
            }
            Target::Item(_) => Err(self.error("an item of a joined list is one value: use `flat` on the whole list")),
        }
    }

    /// Sends the token that makes the call safe to retry: `value`, or the token of the call's
    /// [`Stamp`](crate::sign::Stamp) if that is `None`.
    ///
    /// # Errors
    ///
    /// The errors of [`Param::text`].
    pub fn idempotency_token(self, value: &Option<String>) -> Result<(), ParamError> {
        match self.0 {
            Target::Parameter(writer, place) => {
                let token = value.as_deref().unwrap_or(writer.idempotency_token());
                writer.write_token(place, token)
            }
            Target::Item(items) => value.as_ref().map_or(Ok(()), |token| items.push_text(token)),
        }
    }

    /// Sends the region: `value`, or the region of the client or of the endpoint if that is `None`.
    ///
    /// # Errors
    ///
    /// The errors of [`Param::text`]; or no region is given and none is known.
    pub fn region(self, value: &Option<String>) -> Result<(), ParamError> {
        match &self.0 {
            Target::Parameter(writer, _) => match value.as_deref().or(writer.region()) {
                Some(region) => self.text(region),
                None => Err(self.error(
                    "the region is not known: set this field, call `.region(\"cn-shanghai\")` on the client, or name an \
                     endpoint of a region",
                )),
            },
            Target::Item(_) => value.as_deref().map_or(Ok(()), |region| self.text(region)),
        }
    }
}

impl fmt::Debug for Param<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Param").field("name", &self.name()).finish_non_exhaustive()
    }
}

fn cannot_display(name: &str) -> ParamError {
    ParamError::new(name, "its `Display` returned an error: send a value that can be displayed")
}

fn cannot_encode(name: &str, error: &serde_json::Error) -> ParamError {
    ParamError::new(name, format_args!("cannot be written as JSON: {error}"))
}

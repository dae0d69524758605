//! The members common to all replies, such as code, message and request id. Also reads text that is cut off.

use std::fmt;

use http::response::Parts;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::hint;
use crate::error::{AccessDeniedDetail, ServiceError};
use crate::transport::request_id_header;

/// The common members of a reply, whose names may be in any case: `Code` or `code`.
#[derive(Debug, Default)]
pub(super) struct Envelope {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    /// An empty message is not shown, but makes a reply with a `Code` an error.
    pub(super) has_message: bool,
    pub(super) request_id: Option<String>,
    pub(super) host_id: Option<String>,
    pub(super) recommend: Option<String>,
    pub(super) success: Option<bool>,
    pub(super) access_denied_detail: Option<Box<AccessDeniedDetail>>,
}

impl Envelope {
    /// Reads the envelope of a JSON object, even if its text is cut off. `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if !text.trim_start().starts_with('{') {
            return None;
        }
        let mut envelope = Self::default();
        // Whatever was read before an error counts.
        let _ = read_members(text, &mut |name, value| envelope.take(name, value));
        Some(envelope)
    }

    /// Whether a reply with a success status is an error nonetheless.
    pub(super) fn is_error_under_success(&self) -> bool {
        match self.success {
            Some(success) => !success,
            None => self.has_message && self.code.as_deref().is_some_and(is_error_code),
        }
    }

    pub(super) fn into_service_error(self, head: &Parts) -> ServiceError {
        ServiceError {
            status: head.status.as_u16(),
            code: self.code,
            message: self.message,
            request_id: self.request_id.or_else(|| request_id_header(&head.headers)),
            host_id: self.host_id,
            recommend: self.recommend,
            access_denied_detail: self.access_denied_detail,
            retry_after: hint::retry_after(&head.headers),
            is_asked_to_wait: hint::is_throttled(&head.headers),
            ..ServiceError::default()
        }
    }

    /// Takes a member. The documented spelling takes precedence over any other.
    fn take(&mut self, name: &str, value: &RawValue) {
        let is_documented = name.starts_with(|first: char| first.is_ascii_uppercase());
        let slot = match name.to_ascii_lowercase().as_str() {
            "code" => &mut self.code,
            "message" => {
                self.has_message |= value.get() != "null";
                &mut self.message
            }
            "requestid" => &mut self.request_id,
            "hostid" => &mut self.host_id,
            "recommend" => &mut self.recommend,
            "success" => {
                put(&mut self.success, truth(value), is_documented);
                return;
            }
            "accessdenieddetail" => {
                put(&mut self.access_denied_detail, access_denied_detail(value), is_documented);
                return;
            }
            _ => return,
        };
        put(slot, text_of(value).filter(|text| !text.is_empty()), is_documented);
    }
}

fn put<T>(slot: &mut Option<T>, value: Option<T>, is_documented: bool) {
    if value.is_some() && (is_documented || slot.is_none()) {
        *slot = value;
    }
}

/// Whether a `Code` means an error. Some services also send one with a success.
fn is_error_code(code: &str) -> bool {
    !["", "200", "0", "OK", "Success"].iter().any(|success| code.eq_ignore_ascii_case(success))
}

/// The text of a string or a number.
fn text_of(value: &RawValue) -> Option<String> {
    let raw = value.get();
    match raw.as_bytes().first()? {
        b'"' => {
            // Not escaped for display yet: a quoted string to sign is compared first.
            serde_json::from_str(raw).ok()
        }
        b'-' | b'0'..=b'9' => Some(raw.to_owned()),
        _ => None,
    }
}

fn truth(value: &RawValue) -> Option<bool> {
    match value.get().trim_matches('"').to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

fn access_denied_detail(value: &RawValue) -> Option<Box<AccessDeniedDetail>> {
    let mut members = Vec::new();
    read_members(value.get(), &mut |name, value| members.extend(text_of(value).map(|text| (name.to_owned(), text))))
        .ok()?;
    Some(AccessDeniedDetail::read(|name| {
        let last = members.iter().rfind(|(key, _)| key.eq_ignore_ascii_case(name));
        last.map(|(_, text)| text.clone())
    }))
}

/// Passes every member of a JSON object to `take`, until the end or the first error.
fn read_members(text: &str, take: &mut dyn FnMut(&str, &RawValue)) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Members(take).deserialize(&mut deserializer)
}

struct Members<'t>(&'t mut dyn FnMut(&str, &RawValue));

impl<'de> DeserializeSeed<'de> for Members<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some((name, value)) = members.next_entry::<&RawValue, &RawValue>()? {
            // A name that is not valid text, such as half a surrogate pair, is not one of ours.
            if let Ok(name) = serde_json::from_str::<String>(name.get()) {
                (self.0)(&name, value);
            }
        }
        Ok(())
    }
}

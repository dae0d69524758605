//! The parameter writer: merges the parameters of a request into one buffer, in canonical order.
//!
//! It merges three sorted sources: the parameters that the operation writes, the numbered ones of a `flat` field
//! (whose names may sort after those of later fields: `Foo-Bar` before `Foo.1`), and the common parameters of the
//! scheme. Only the names from `flat` are sorted here.

use std::cmp::Ordering;
use std::ops::Range;
use std::slice;

use super::common::{CommonParam, CommonValue, PATH_PREFIX};
use super::error::ParamError;
use super::text::CanonicalText;
use crate::facts::Place;

/// A parameter from a `flat` field, held back until no smaller name can follow.
pub(super) struct PendingParam {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) place: Place,
}

/// Receives the parameters of an operation in canonical order.
///
/// It merges in the common parameters of the signature scheme, writes each value once, and keeps query string and form
/// body apart. It is the argument of [`Operation::write_params`](crate::Operation::write_params).
pub struct ParamWriter<'a> {
    text: CanonicalText,
    form: Vec<Range<usize>>,
    common: slice::Iter<'a, CommonParam<'a>>,
    /// Sorted with the smallest name last.
    pending: Vec<PendingParam>,
    declared: &'static str,
    disorder: Option<&'static str>,
    idempotency_token: &'a str,
    region: Option<&'a str>,
    written_token: Option<String>,
}

impl<'a> ParamWriter<'a> {
    /// Creates a writer that merges `common`, sorted by name, with the parameters it receives. Given a method, it also
    /// writes the text that signature version 1.0 signs.
    pub(crate) fn new(
        common: &'a [CommonParam<'a>],
        signed_method: Option<&str>,
        idempotency_token: &'a str,
        region: Option<&'a str>,
    ) -> Self {
        Self {
            text: CanonicalText::new(signed_method),
            form: Vec::new(),
            common: common.iter(),
            pending: Vec::new(),
            declared: "",
            disorder: None,
            idempotency_token,
            region,
            written_token: None,
        }
    }

    /// Records the name of the next parameter.
    #[inline]
    pub(super) fn declare(&mut self, name: &'static str) {
        if compare(name, self.declared).is_le() && self.disorder.is_none() {
            self.disorder = Some(name);
        }
        self.declared = name;
    }

    /// Returns the name that was declared last.
    #[inline]
    pub(super) fn declared(&self) -> &'static str {
        self.declared
    }

    pub(super) fn idempotency_token(&self) -> &'a str {
        self.idempotency_token
    }

    /// Returns the region for a parameter that the user leaves unset.
    pub(super) fn region(&self) -> Option<&'a str> {
        self.region
    }

    /// Writes the declared parameter as the token that makes the request repeatable.
    pub(super) fn write_token(&mut self, place: Place, token: &str) -> Result<(), ParamError> {
        self.written_token = Some(token).filter(|token| !token.is_empty()).map(str::to_owned);
        self.write(place, token)
    }

    /// Writes the declared parameter.
    pub(super) fn write(&mut self, place: Place, value: &str) -> Result<(), ParamError> {
        self.write_smaller(self.declared)?;
        self.write_here(self.declared, place, value);
        Ok(())
    }

    /// Writes the declared parameter with the value that `write_value` appends, or nothing if that returns `false`.
    pub(super) fn write_with(
        &mut self,
        place: Place,
        write_value: impl FnOnce(&mut CanonicalText) -> Result<bool, ParamError>,
    ) -> Result<(), ParamError> {
        let name = self.declared;
        // A name that is already used does not matter if the value is not sent.
        let is_free = match self.write_smaller(name) {
            Err(error) if error.name() != name => return Err(error),
            is_free => is_free,
        };
        let before = self.text.mark();
        let start = self.start(name);
        if write_value(&mut self.text)? {
            self.end(start, place);
            is_free
        } else {
            self.text.go_back(before);
            Ok(())
        }
    }

    /// Takes the parameters of one `flat` field; their names are merged with those that follow.
    pub(super) fn add_pending(&mut self, made: impl Iterator<Item = PendingParam>) -> Result<(), ParamError> {
        self.pending.extend(made);
        self.pending.sort_by(|a, b| b.name.cmp(&a.name));
        match self.pending.windows(2).find(|pair| pair[0].name == pair[1].name) {
            Some(pair) => Err(sent_twice(&pair[0].name)),
            None => Ok(()),
        }
    }

    /// Ends the request's parameters.
    pub(crate) fn finish(mut self) -> Result<CanonicalParams, ParamError> {
        if let Some(name) = self.disorder {
            return Err(ParamError::new(
                name,
                "written out of order: write parameters in the byte order of their names, each once",
            ));
        }
        while let Some(next) = self.pending.pop() {
            self.write_pending(&next)?;
        }
        self.write_common_before(None)?;
        let text = self.text;
        let (query, form) = if self.form.is_empty() { (text.sent, Vec::new()) } else { split(&text.sent, &self.form) };
        let string_to_sign = text.signed.unwrap_or_default();
        Ok(CanonicalParams { query, form, string_to_sign, idempotency_token: self.written_token })
    }

    /// Writes everything whose name sorts before `name`, and rejects a name that is already used.
    fn write_smaller(&mut self, name: &str) -> Result<(), ParamError> {
        while let Some(next) = self.pending.pop_if(|next| *next.name < *name) {
            self.write_pending(&next)?;
        }
        if self.pending.last().is_some_and(|next| next.name == name) {
            return Err(sent_twice(name));
        }
        self.write_common_before(Some(name))
    }

    #[inline(never)]
    fn write_pending(&mut self, next: &PendingParam) -> Result<(), ParamError> {
        self.write_common_before(Some(&next.name))?;
        self.write_here(&next.name, next.place, &next.value);
        Ok(())
    }

    /// Writes one parameter whose turn it is.
    fn write_here(&mut self, name: &str, place: Place, value: &str) {
        let start = self.start(name);
        self.text.push_encoded(value.as_bytes());
        self.end(start, place);
    }

    /// Writes the common parameters whose names sort before `limit`, or all of them. In one loop, as most are
    /// adjacent.
    #[inline(never)]
    fn write_common_before(&mut self, limit: Option<&str>) -> Result<(), ParamError> {
        while let Some(CommonParam { name, value }) = self.common.as_slice().first() {
            match limit.map(|limit| (compare(name.name, limit), limit)) {
                None | Some((Ordering::Less, _)) => {}
                Some((Ordering::Equal, limit)) => return Err(used_by_signing(limit)),
                Some((Ordering::Greater, _)) => break,
            }
            self.common.next();
            match value {
                CommonValue::Absent => {}
                CommonValue::Constant => self.text.push_common(name),
                CommonValue::Plain(value) => {
                    self.text.push_common(name);
                    self.text.push_plain(value.as_bytes());
                }
                CommonValue::Text(value) => {
                    self.text.push_common(name);
                    self.text.push_encoded(value.as_bytes());
                }
                CommonValue::Timestamp(value) => {
                    self.text.push_common(name);
                    self.text.push_timestamp(value);
                }
            }
        }
        Ok(())
    }

    /// Writes `&name=` and returns where the name starts.
    #[inline]
    fn start(&mut self, name: &str) -> usize {
        self.text.push_ampersand();
        let start = self.text.sent.len();
        self.text.push_encoded(name.as_bytes());
        self.text.push_equals();
        start
    }

    #[inline]
    fn end(&mut self, start: usize, place: Place) {
        if place == Place::Form {
            self.form.push(start..self.text.sent.len());
        }
    }
}

impl std::fmt::Debug for ParamWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The text contains values, which may be the user's secrets.
        f.debug_struct("ParamWriter").field("declared", &self.declared).finish_non_exhaustive()
    }
}

/// Compares names, mostly by their first bytes: calling a function to compare the rest costs more.
#[inline]
fn compare(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    match one.first().cmp(&other.first()) {
        Ordering::Equal => one.cmp(other),
        differ => differ,
    }
}

fn used_by_signing(name: &str) -> ParamError {
    let reason =
        "signing uses this name in the query string: leave the field unset, or sign with `Scheme::Acs3HmacSha256`";
    ParamError::new(name, reason)
}

fn sent_twice(name: &str) -> ParamError {
    ParamError::new(name, "two values have this name: rename a key of the map, or the other field")
}

/// The canonical text of all parameters.
pub(crate) struct CanonicalParams {
    /// The query string, after [`PATH_PREFIX`].
    pub(crate) query: Vec<u8>,
    pub(crate) form: Vec<u8>,
    /// The text that signature version 1.0 signs: `METHOD&%2F&`, then query string and form body, merged and encoded a
    /// second time. Empty if the writer was created without a method.
    pub(crate) string_to_sign: Vec<u8>,
    /// `None` if the request has no token, or an empty one, which protects nothing.
    pub(crate) idempotency_token: Option<String>,
}

/// Splits a text into query string and form body, given the ranges of the form's parameters.
fn split(text: &[u8], form_ranges: &[Range<usize>]) -> (Vec<u8>, Vec<u8>) {
    let mut query = Vec::with_capacity(text.len());
    query.extend_from_slice(PATH_PREFIX);
    let mut form = Vec::with_capacity(text.len());
    let mut from = PATH_PREFIX.len();
    for range in form_ranges.iter().cloned() {
        append(&mut query, PATH_PREFIX.len(), text.get(from..range.start).unwrap_or_default());
        from = range.end;
        append(&mut form, 0, text.get(range).unwrap_or_default());
    }
    append(&mut query, PATH_PREFIX.len(), text.get(from..).unwrap_or_default());
    (query, form)
}

/// Appends parameters to a text whose own parameters begin at `start`, separated by one `&`.
fn append(text: &mut Vec<u8>, start: usize, params: &[u8]) {
    let params = params.strip_prefix(b"&").unwrap_or(params);
    let params = params.strip_suffix(b"&").unwrap_or(params);
    if params.is_empty() {
        return;
    }
    if text.len() > start {
        text.push(b'&');
    }
    text.extend_from_slice(params);
}

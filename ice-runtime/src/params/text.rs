//! Canonical text: the text that is sent and, if the scheme needs it, the text that signature version 1.0 signs.

use std::fmt;
use std::io;

use super::common::{CommonName, PATH_PREFIX};
use crate::percent;
use crate::time::Timestamp;

/// Most requests fit without growing the buffers. At a quarter more, allocators took a slower path in measurements.
const CAPACITY: usize = 1024;

/// Encoded parameters. The text to sign is the same text, encoded a second time; both are written at once, because a
/// second pass over the first would cost more than everything else.
pub(super) struct CanonicalText {
    /// Starts with [`PATH_PREFIX`].
    pub(super) sent: Vec<u8>,
    /// Starts with `METHOD&%2F&`.
    pub(super) signed: Option<Vec<u8>>,
}

/// A position in the text to go back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    sent: usize,
    signed: usize,
}

impl CanonicalText {
    /// Starts the text to send and, given a method, also the text to sign.
    pub(super) fn new(signed_method: Option<&str>) -> Self {
        let mut sent = Vec::with_capacity(CAPACITY);
        sent.extend_from_slice(PATH_PREFIX);
        let signed = signed_method.map(|method| {
            let mut signed = Vec::with_capacity(CAPACITY);
            signed.extend_from_slice(method.as_bytes());
            signed.extend_from_slice(b"&%2F&");
            signed
        });
        Self { sent, signed }
    }

    #[inline]
    pub(super) fn mark(&self) -> Mark {
        Mark { sent: self.sent.len(), signed: self.signed.as_ref().map_or(0, Vec::len) }
    }

    pub(super) fn go_back(&mut self, mark: Mark) {
        self.sent.truncate(mark.sent);
        if let Some(signed) = &mut self.signed {
            signed.truncate(mark.signed);
        }
    }

    /// Appends `&`, except at the start.
    #[inline]
    pub(super) fn push_ampersand(&mut self) {
        if self.sent.len() > PATH_PREFIX.len() {
            self.push(b"&", b"%26");
        }
    }

    #[inline]
    pub(super) fn push_equals(&mut self) {
        self.push(b"=", b"%3D");
    }

    /// Appends a common parameter up to its value.
    #[inline]
    pub(super) fn push_common(&mut self, common: &CommonName) {
        let (mut sent, mut signed) = (common.sent, common.signed);
        if self.sent.len() == PATH_PREFIX.len() {
            sent = sent.strip_prefix('&').unwrap_or(sent);
            signed = signed.strip_prefix("%26").unwrap_or(signed);
        }
        self.push(sent.as_bytes(), signed.as_bytes());
    }

    /// Appends `enc(timestamp)`: only the colons need encoding.
    #[inline]
    pub(super) fn push_timestamp(&mut self, timestamp: &Timestamp) {
        let [hour, minute, second] = timestamp.between_colons();
        self.push(hour, hour);
        self.push(b"%3A", b"%253A");
        self.push(minute, minute);
        self.push(b"%3A", b"%253A");
        self.push(second, second);
    }

    /// Appends `enc(text)`.
    #[inline]
    pub(super) fn push_encoded(&mut self, text: &[u8]) {
        if percent::is_plain(text) {
            self.push_plain(text);
        } else {
            self.push_reserved(text);
        }
    }

    /// Appends text that needs no encoding.
    #[inline]
    pub(super) fn push_plain(&mut self, text: &[u8]) {
        self.push(text, text);
    }

    #[inline(never)]
    fn push_reserved(&mut self, text: &[u8]) {
        match &mut self.signed {
            Some(signed) => percent::encode_twice(text, &mut self.sent, signed),
            None => percent::encode(text, &mut self.sent),
        }
    }

    #[inline]
    fn push(&mut self, sent: &[u8], signed: &[u8]) {
        self.sent.extend_from_slice(sent);
        if let Some(text) = &mut self.signed {
            text.extend_from_slice(signed);
        }
    }
}

/// What is written is encoded.
impl fmt::Write for CanonicalText {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_encoded(text.as_bytes());
        Ok(())
    }
}

/// What is written is encoded.
impl io::Write for CanonicalText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push_encoded(bytes);
        Ok(bytes.len())
    }

    // The provided one is a loop.
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.push_encoded(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::percent::encoded;

    #[test]
    fn the_text_to_sign_is_the_sent_one_encoded_once_more() {
        for raw in ["", "a", "%", "a b", " ", "{\"a\":\"中\"}", "~~~~~~~~~", "a%%b&=", "12345678é12345678"] {
            let mut text = CanonicalText::new(Some("GET"));
            text.push_encoded(raw.as_bytes());
            assert_eq!(text.sent, format!("/?{}", encoded(raw)).into_bytes());
            let signed = format!("GET&%2F&{}", encoded(&encoded(raw)));
            assert_eq!(text.signed, Some(signed.into_bytes()));
        }
    }
}

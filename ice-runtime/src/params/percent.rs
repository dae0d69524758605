//! Percent encoding: in comes text, out go the bytes of RFC 3986 as Alibaba Cloud signs them.
//!
//! `A-Z a-z 0-9 - _ . ~` stay, every other byte of the UTF-8 text is `%XX` in upper case.

use std::fmt;
use std::io;

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// One entry a byte: whether it stays as it is.
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends at 256")]
        let character = byte as u8;
        table[byte] = character.is_ascii_alphanumeric() || matches!(character, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    table
};

/// Appends `enc(text)` to `out`.
pub(crate) fn encode(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    loop {
        let plain = rest
            .iter()
            .position(|&byte| !UNRESERVED[usize::from(byte)])
            .unwrap_or(rest.len());
        let (stays, tail) = rest.split_at(plain);
        out.extend_from_slice(stays);
        let Some((&byte, tail)) = tail.split_first() else {
            return;
        };
        out.extend_from_slice(&escape(byte));
        rest = tail;
    }
}

/// The three bytes that stand for `byte`.
pub(crate) fn escape(byte: u8) -> [u8; 3] {
    [b'%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]
}

/// `enc(text)` as a string of its own.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    encode(text.as_bytes(), &mut out);
    out.into_iter().map(char::from).collect()
}

/// The bytes that `encoded` stands for. A `%` without two digits stands for itself.
pub(crate) fn decode(encoded: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first == b'%'
            && let Some((&[high, low], after)) = tail.split_first_chunk::<2>()
            && let (Some(high), Some(low)) = (nibble(high), nibble(low))
        {
            decoded.push((high << 4) | low);
            rest = after;
        } else {
            decoded.push(first);
        }
    }
    decoded
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// Encodes whatever is written to it.
pub(crate) struct Encoder<'a>(pub(crate) &'a mut Vec<u8>);

impl fmt::Write for Encoder<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        encode(text.as_bytes(), self.0);
        Ok(())
    }
}

impl io::Write for Encoder<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        encode(bytes, self.0);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_unreserved_stay() {
        assert_eq!(encoded("aZ09-_.~"), "aZ09-_.~");
        assert_eq!(encoded(" *+%/=&中"), "%20%2A%2B%25%2F%3D%26%E4%B8%AD");
    }
}

//! Percent encoding: in comes text, out go the bytes of RFC 3986 as Alibaba Cloud signs them.
//!
//! `A-Z a-z 0-9 - _ . ~` stay, every other byte of the UTF-8 text is `%XX` in upper case.

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

/// Whether a byte stays as it is.
#[inline]
pub(crate) fn is_unreserved(byte: u8) -> bool {
    UNRESERVED[usize::from(byte)]
}

/// Whether nothing of a text needs encoding.
#[inline]
pub(crate) fn is_plain(text: &[u8]) -> bool {
    // Without a branch a byte: nearly every text is plain to its end.
    text.iter().fold(true, |plain, &byte| plain & is_unreserved(byte))
}

/// Appends `enc(text)` to `out`.
pub(crate) fn encode(text: &[u8], out: &mut Vec<u8>) {
    for chunk in text.chunks(CHUNK) {
        let mut encoded = Block::<256>::new();
        for &byte in chunk {
            if is_unreserved(byte) {
                encoded.push([byte]);
            } else {
                encoded.push(escape(byte));
            }
        }
        out.extend_from_slice(encoded.written());
    }
}

/// Appends `enc(text)` to `out`, and `enc(enc(text))` to `twice`.
pub(crate) fn encode_twice(text: &[u8], out: &mut Vec<u8>, twice: &mut Vec<u8>) {
    for chunk in text.chunks(CHUNK) {
        let (mut once, mut again) = (Block::<256>::new(), Block::<512>::new());
        for &byte in chunk {
            if is_unreserved(byte) {
                once.push([byte]);
                again.push([byte]);
            } else {
                let [sign, high, low] = escape(byte);
                once.push([sign, high, low]);
                again.push([sign, b'2', b'5', high, low]);
            }
        }
        out.extend_from_slice(once.written());
        twice.extend_from_slice(again.written());
    }
}

/// How many bytes are encoded between two looks at the capacity of the target.
const CHUNK: usize = 64;

/// What a chunk becomes. It always fits: five bytes for each of 64 are fewer than 512, three are fewer than 256. That `SIZE` is
/// a power of two spares a check for each byte.
struct Block<const SIZE: usize> {
    bytes: [u8; SIZE],
    length: usize,
}

impl<const SIZE: usize> Block<SIZE> {
    fn new() -> Self {
        Self { bytes: [0; SIZE], length: 0 }
    }

    #[inline]
    fn push<const N: usize>(&mut self, bytes: [u8; N]) {
        for byte in bytes {
            self.bytes[self.length % SIZE] = byte;
            self.length += 1;
        }
    }

    fn written(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// The three bytes that stand for `byte`.
#[inline]
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
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
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

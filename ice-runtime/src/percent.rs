//! Percent-encoding by RFC 3986, as Alibaba Cloud signs it.
//!
//! `A-Z a-z 0-9 - _ . ~` stay as they are; every other byte of the UTF-8 text becomes `%XX` in upper case.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// For each byte, whether it stays as it is.
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut index = 0;
    while index < 256 {
        let byte = byte_of(index);
        table[index] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
        index += 1;
    }
    table
};

/// The encoding of each byte, with its length in the last element. Entries have a fixed size, so a single move appends
/// one.
const ONCE: [[u8; 4]; 256] = {
    let mut table = [[0; 4]; 256];
    let mut index = 0;
    while index < 256 {
        let [sign, high, low] = escape(byte_of(index));
        table[index] = if UNRESERVED[index] { [byte_of(index), 0, 0, 1] } else { [sign, high, low, 3] };
        index += 1;
    }
    table
};

/// The same for bytes that are encoded twice.
const TWICE: [[u8; 8]; 256] = {
    let mut table = [[0; 8]; 256];
    let mut index = 0;
    while index < 256 {
        let [sign, high, low] = escape(byte_of(index));
        table[index] = if UNRESERVED[index] {
            [byte_of(index), 0, 0, 0, 0, 0, 0, 1]
        } else {
            [sign, b'2', b'5', high, low, 0, 0, 5]
        };
        index += 1;
    }
    table
};

#[expect(clippy::cast_possible_truncation, reason = "the tables have an entry for each byte")]
const fn byte_of(index: usize) -> u8 {
    index as u8
}

/// Whether a text needs no encoding. There is no branch per byte, as nearly every text is plain to its end.
#[inline]
pub(crate) const fn is_plain(text: &[u8]) -> bool {
    let (mut plain, mut index) = (true, 0);
    while index < text.len() {
        plain &= UNRESERVED[text[index] as usize];
        index += 1;
    }
    plain
}

/// Appends `enc(text)` to `out`.
pub(crate) fn encode(text: &[u8], out: &mut Vec<u8>) {
    for chunk in text.chunks(CHUNK) {
        let mut once = Block::new();
        for &byte in chunk {
            once.push(&ONCE[usize::from(byte)]);
        }
        out.extend_from_slice(once.written());
    }
}

/// Appends `enc(path)` to `out`, leaving slashes as they are.
pub(crate) fn encode_path(path: &str, out: &mut Vec<u8>) {
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            out.push(b'/');
        }
        encode(segment.as_bytes(), out);
    }
}

/// Appends `enc(text)` to `out`, and `enc(enc(text))` to `twice`.
pub(crate) fn encode_twice(text: &[u8], out: &mut Vec<u8>, twice: &mut Vec<u8>) {
    for chunk in text.chunks(CHUNK) {
        let (mut once, mut again) = (Block::new(), Block::new());
        for &byte in chunk {
            once.push(&ONCE[usize::from(byte)]);
            again.push(&TWICE[usize::from(byte)]);
        }
        out.extend_from_slice(once.written());
        twice.extend_from_slice(again.written());
    }
}

/// How many bytes are encoded between two checks of the target's capacity.
const CHUNK: usize = 48;

/// Room for an encoded chunk: at most five bytes per byte. A power of two saves a check per byte.
const BLOCK: usize = 256;

struct Block {
    /// Has room for the unused rest of the last entry.
    bytes: [u8; BLOCK + 8],
    length: usize,
}

impl Block {
    fn new() -> Self {
        Self { bytes: [0; BLOCK + 8], length: 0 }
    }

    /// Copies a whole entry; the next one overwrites its unused rest.
    #[inline]
    fn push<const SIZE: usize>(&mut self, entry: &[u8; SIZE]) {
        let start = self.length % BLOCK;
        self.bytes[start..start + SIZE].copy_from_slice(entry);
        self.length = start + usize::from(entry[SIZE - 1]);
    }

    fn written(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// Returns the three bytes that stand for `byte`.
const fn escape(byte: u8) -> [u8; 3] {
    [b'%', HEX[(byte >> 4) as usize], HEX[(byte & 15) as usize]]
}

/// Returns `enc(text)` as a new string.
#[cfg(any(test, feature = "upload"))]
pub(crate) fn encoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    encode(text.as_bytes(), &mut out);
    out.into_iter().map(char::from).collect()
}

/// Decodes `encoded`. A `%` without two hex digits stands for itself.
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
    fn only_unreserved_characters_stay_as_they_are() {
        assert_eq!(encoded("aZ09-_.~"), "aZ09-_.~");
        assert_eq!(encoded(" *+%/=&中"), "%20%2A%2B%25%2F%3D%26%E4%B8%AD");
    }

    #[test]
    fn every_byte_is_encoded_the_same_at_every_place_of_a_chunk() {
        let slow = |text: &[u8]| -> Vec<u8> {
            let encoded = text.iter().map(|&byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            });
            encoded.collect::<String>().into_bytes()
        };
        let bytes: Vec<u8> = (0..=255).cycle().take(3 * 256).collect();
        for text in (0..bytes.len()).map(|start| &bytes[start..]) {
            let (mut once, mut twice) = (Vec::new(), Vec::new());
            encode_twice(text, &mut once, &mut twice);
            assert_eq!(once, slow(text));
            assert_eq!(twice, slow(&slow(text)));
            assert_eq!(is_plain(text), slow(text) == text);
            once.clear();
            encode(text, &mut once);
            assert_eq!(once, slow(text));
        }
    }
}

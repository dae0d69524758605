//! Percent encoding on the service's side. Independent of the signer's code: a shared mistake would go unnoticed.

use std::fmt::Write;

/// Encodes `text` as Alibaba Cloud does before signing.
pub(super) fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => encoded.push(char::from(byte)),
            // Writing into a `String` cannot fail.
            _ => drop(write!(encoded, "%{byte:02X}")),
        }
        encoded
    })
}

/// Decodes form-encoded text, in which `+` is a space; `None` if it is not UTF-8 or a `%` is not followed by two hex
/// digits.
pub(super) fn decode(encoded: &str) -> Option<String> {
    decode_path(&encoded.replace('+', " "))
}

/// Decodes like [`decode`], but `+` is a plus.
pub(super) fn decode_path(encoded: &str) -> Option<String> {
    let mut pieces = encoded.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        let digits = piece.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(piece.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// Decodes the names and values of a query string or form body, in the order in which they were sent.
pub(super) fn pairs(text: &str) -> Option<Vec<(String, String)>> {
    let decode_pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((decode(name)?, decode(value)?))
    };
    text.split('&').filter(|pair| !pair.is_empty()).map(decode_pair).collect()
}

/// The canonical form of `pairs`: sorted by name, encoded, joined.
pub(super) fn canonical<'a>(pairs: impl IntoIterator<Item = &'a (String, String)>) -> String {
    let mut sorted: Vec<_> = pairs.into_iter().collect();
    sorted.sort();
    let encoded = sorted.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    encoded.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_reads_back() {
        let text = "a b+c*d~e%f/ü中\u{1F3A5}\r\n";
        assert_eq!(encode("a b+*~"), "a%20b%2B%2A~");
        assert_eq!(decode(&encode(text)).as_deref(), Some(text));
        assert_eq!(decode("a+b").as_deref(), Some("a b"));
        for broken in ["%", "%4", "%zz", "%+1", "%ff", "a%é"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }

    #[test]
    fn canonical_text_is_sorted_by_raw_names() {
        let pairs = pairs("X.2=b&X.10=&X.1=a&Empty").unwrap_or_default();
        assert_eq!(canonical(&pairs), "Empty=&X.1=a&X.10=&X.2=b");
    }
}

//! Percent-encoding, independent of the runtime's, so that tests can compare the two.

/// Encodes everything but letters, digits and `-_.~`, with upper-case hex digits.
pub fn encoded(text: &str) -> String {
    let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let byte = |byte| if is_unreserved(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(byte).collect()
}

pub fn decoded(encoded: &str) -> String {
    let mut parts = encoded.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).unwrap());
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).unwrap()
}

/// The parameters of a query string or a form, in order. Panics if one is not encoded like ours.
pub fn decoded_params(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or_else(|| panic!("no `=` in {pair}"));
        let (name, value) = (decoded(name), decoded(value));
        assert_eq!(format!("{}={}", encoded(&name), encoded(&value)), pair, "encoded differently");
        (name, value)
    });
    pairs.collect()
}

//! Where strings and numbers end.

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGH_BITS: u64 = ONES << 7;

/// How many words of a string are looked at before it counts as long.
const SHORT: usize = 2;

/// The end of the string whose text begins at `from`: the place of its closing quote and `true`, or that of its first escape
/// and `false`. Nothing where a control character or the end of the text comes first.
pub(super) fn string(text: &str, from: usize) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut words = 0;
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let specials = specials(u64::from_le_bytes(*word));
        if specials != 0 {
            at += (specials.trailing_zeros() / 8) as usize;
            break;
        }
        at += 8;
        words += 1;
        if words == SHORT {
            at = skip_plain_chunks(bytes, at);
        }
    }
    let rest = bytes.get(at..)?;
    let end = at + rest.iter().position(|byte| is_special(*byte))?;
    match bytes.get(end)? {
        b'"' => Some((end, true)),
        b'\\' => Some((end, false)),
        _ => None,
    }
}

/// Whatever does not stand for itself in a string.
fn is_special(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || byte < b' '
}

/// The high bit of the first byte that is special. Bits behind that one may be set too.
fn specials(word: u64) -> u64 {
    let is_zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let of = |byte: u8| is_zero(word ^ (ONES * u64::from(byte)));
    let is_control = word.wrapping_sub(ONES * 0x20) & !word;
    (of(b'"') | of(b'\\') | is_control) & HIGH_BITS
}

/// Chunks without a special byte, in a loop that the compiler makes vector instructions of.
fn skip_plain_chunks(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<32>) {
        if chunk.iter().fold(false, |is_any, byte| is_any | is_special(*byte)) {
            break;
        }
        at += chunk.len();
    }
    at
}

/// The end of the number that begins at `from`.
pub(super) fn number(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is = |at: usize, wanted: &[u8]| bytes.get(at).is_some_and(|byte| wanted.contains(byte));
    let mut at = from + usize::from(is(from, b"-"));
    at = if is(at, b"0") { at + 1 } else { digits(bytes, at)? };
    if is(at, b".") {
        at = digits(bytes, at + 1)?;
    }
    if is(at, b"eE") {
        at = digits(bytes, at + 1 + usize::from(is(at + 1, b"+-")))?;
    }
    Some(at)
}

/// The end of the digits from `from` on, of which there must be one.
fn digits(bytes: &[u8], from: usize) -> Option<usize> {
    let count = bytes.get(from..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count > 0).then_some(from + count)
}

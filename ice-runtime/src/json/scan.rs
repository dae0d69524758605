//! Finds the ends of strings and numbers, and decodes escapes.
#![expect(clippy::inline_always, reason = "a tenth fewer instructions for a reply, and in this crate alone")]

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGH_BITS: u64 = ONES << 7;

/// Unescapes the string whose contents start at `from` into `out`. Returns the position of its closing quote, and
/// whether it is valid text: half a surrogate pair is not.
pub(super) fn unescape(text: &str, from: usize, out: &mut String) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut is_text = true;
    loop {
        // Escapes are often adjacent.
        if bytes.get(at) != Some(&b'\\') {
            let special = next_special(bytes, at)?;
            out.push_str(text.get(at..special)?);
            at = special;
        }
        match bytes.get(at)? {
            b'"' => return Some((at, is_text)),
            b'\\' => {}
            _ => return None,
        }
        let (character, length) = escape(bytes.get(at + 1..)?)?;
        match character {
            Some(character) => out.push(character),
            None => is_text = false,
        }
        at += 1 + length;
    }
}

/// Returns the character that an escape stands for, and the length of what follows the backslash. Half a surrogate
/// pair is not a character.
pub(super) fn escape(rest: &[u8]) -> Option<(Option<char>, usize)> {
    let character = match rest.first()? {
        character @ (b'"' | b'\\' | b'/') => char::from(*character),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode_escape(rest),
        _ => return None,
    };
    Some((Some(character), 1))
}

fn unicode_escape(rest: &[u8]) -> Option<(Option<char>, usize)> {
    let first = unit(rest.get(1..5)?)?;
    let second = rest.get(5..11).and_then(|rest| unit(rest.strip_prefix(b"\\u")?));
    let mut characters = char::decode_utf16([Some(first), second].into_iter().flatten());
    let character = characters.next()?.ok();
    let is_pair = character.is_some_and(|character| character.len_utf16() == 2);
    Some((character, if is_pair { 11 } else { 5 }))
}

fn unit(digits: &[u8]) -> Option<u16> {
    digits
        .iter()
        .try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?))
        .and_then(|unit| unit.try_into().ok())
}

/// Finds the first byte from `from` on that does not stand for itself in a string.
#[inline(always)]
pub(super) fn next_special(bytes: &[u8], from: usize) -> Option<usize> {
    // Names and many strings are short.
    for at in [from, from + 8] {
        let specials = word(bytes, at).map_or(0, specials);
        if specials != 0 {
            return Some(at + place(specials));
        }
    }
    next_special_further_on(bytes, from)
}

#[inline(never)]
fn next_special_further_on(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let end = memchr::memchr2(b'"', b'\\', rest)?;
    let least = rest.get(..end)?.iter().fold(u8::MAX, |least, byte| least.min(*byte));
    let is_control = |byte: &u8| *byte < b' ';
    let end = if is_control(&least) { rest.iter().position(is_control)? } else { end };
    Some(from + end)
}

#[inline]
fn word(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().copied().map(u64::from_le_bytes)
}

/// Returns which byte of a word contains the lowest set bit.
#[inline]
fn place(bits: u64) -> usize {
    (bits.trailing_zeros() / 8) as usize
}

/// Sets the high bit of the first special byte. Bits after that one may be set too.
#[inline]
fn specials(word: u64) -> u64 {
    let is_zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let of = |byte: u8| is_zero(word ^ (ONES * u64::from(byte)));
    let is_control = word.wrapping_sub(ONES * 0x20) & !word;
    (of(b'"') | of(b'\\') | is_control) & HIGH_BITS
}

/// Finds the end of the number that starts at `from`.
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

/// Finds the end of the digits from `from` on; there must be at least one.
fn digits(bytes: &[u8], from: usize) -> Option<usize> {
    let count = bytes.get(from..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count > 0).then_some(from + count)
}

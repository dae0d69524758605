//! Lower-case hex digits, written two at a time.

const PAIRS: [[u8; 2]; 256] = {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut table = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = [DIGITS[byte / 16], DIGITS[byte % 16]];
        byte += 1;
    }
    table
};

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| PAIRS[usize::from(*byte)]).map(char::from).collect()
}

/// Appends the digits of at most 32 bytes at a time, so that the target grows only once each time.
pub(super) fn push_hex(text: &mut Vec<u8>, bytes: &[u8]) {
    for part in bytes.chunks(32) {
        let mut digits = [[0; 2]; 32];
        for (pair, byte) in digits.iter_mut().zip(part) {
            *pair = PAIRS[usize::from(*byte)];
        }
        text.extend_from_slice(digits.get(..part.len()).unwrap_or_default().as_flattened());
    }
}

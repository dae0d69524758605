//! CRC-64/XZ, which Object Storage Service reports for every part and object, and how an object's follows from those
//! of its parts.

/// The polynomial of ECMA-182, bits reflected.
const POLYNOMIAL: u64 = 0xC96C_5795_D787_0F42;
/// The polynomial 1, and x to the power of 8: the highest power is in the lowest bit.
const ONE: u64 = 1 << 63;
const ONE_BYTE: u64 = 1 << 55;

/// Combines the checksums of two consecutive byte strings, the second of which is `length` bytes long.
pub(super) fn combine(first: u64, second: u64, length: u64) -> u64 {
    // Each byte that follows multiplies the sum so far by x to the power of 8.
    let (mut shift, mut square, mut left) = (ONE, ONE_BYTE, length);
    while left > 0 {
        if left & 1 == 1 {
            shift = multiply(shift, square);
        }
        square = multiply(square, square);
        left >>= 1;
    }
    multiply(first, shift) ^ second
}

/// Returns the product modulo the polynomial.
fn multiply(one: u64, mut other: u64) -> u64 {
    let mut product = 0;
    for bit in (0..u64::BITS).rev() {
        product ^= other * ((one >> bit) & 1);
        other = (other >> 1) ^ (POLYNOMIAL * (other & 1));
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(bytes: &[u8]) -> u64 {
        let mut digest = crc64fast::Digest::new();
        digest.write(bytes);
        digest.sum64()
    }

    #[test]
    fn sums_of_parts_combine_to_that_of_the_whole() {
        assert_eq!(sum(b"123456789"), 11_051_210_869_376_104_954, "the published check value");
        let bytes: Vec<u8> =
            (0..100_000_u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        for middle in [0, 1, 7, 8, 255, 4096, 399_999, 400_000] {
            let (first, second) = bytes.split_at(middle);
            assert_eq!(combine(sum(first), sum(second), second.len() as u64), sum(&bytes), "{middle}");
        }
        let parts = bytes.chunks(999).fold(0, |all, part| combine(all, sum(part), part.len() as u64));
        assert_eq!(parts, sum(&bytes));
    }

    #[test]
    fn lengths_of_any_size_combine() {
        // Five million terabytes of zeros in two ways.
        let zeros = |length: u64| combine(sum(b"x"), 0, length);
        assert_eq!(combine(zeros(1 << 62), 0, 1 << 62), zeros(1 << 63));
    }
}

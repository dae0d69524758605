//! CRC-64 of ECMA-182, reflected, which Object Storage Service reports for every object.

/// Reflected: the highest bit is the coefficient of x⁰.
const POLYNOMIAL: u64 = 0xC96C_5795_D787_0F42;

/// The checksum of each byte followed by 0 to 7 zero bytes.
static TABLES: [[u64; 256]; 8] = tables();

const fn tables() -> [[u64; 256]; 8] {
    let mut tables = [[0; 256]; 8];
    let mut index = 0;
    while index < 8 * 256 {
        let (table, byte) = (index / 256, index % 256);
        let mut rest = if table == 0 { byte as u64 } else { tables[table - 1][byte] };
        let mut bit = 0;
        while bit < 8 {
            rest = (rest >> 1) ^ ((rest & 1) * POLYNOMIAL);
            bit += 1;
        }
        tables[table][byte] = rest;
        index += 1;
    }
    tables
}

/// The checksum of the bytes so far, and their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Crc64 {
    value: u64,
    length: u64,
}

impl Crc64 {
    pub(super) fn value(self) -> u64 {
        self.value
    }

    /// The number of bytes summed.
    pub(super) fn length(self) -> u64 {
        self.length
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        let mut state = !self.value;
        for word in words {
            // Unrolled: without optimization, a loop over the tables takes ten times as long.
            let at = (state ^ u64::from_le_bytes(*word)).to_le_bytes();
            state = TABLES[7][at[0] as usize]
                ^ TABLES[6][at[1] as usize]
                ^ TABLES[5][at[2] as usize]
                ^ TABLES[4][at[3] as usize]
                ^ TABLES[3][at[4] as usize]
                ^ TABLES[2][at[5] as usize]
                ^ TABLES[1][at[6] as usize]
                ^ TABLES[0][at[7] as usize];
        }
        for byte in rest {
            let [low, ..] = state.to_le_bytes();
            state = (state >> 8) ^ TABLES[0][usize::from(low ^ byte)];
        }
        self.value = !state;
        self.length += bytes.len() as u64;
    }

    /// The checksum of these bytes followed by those of `next`.
    pub(super) fn followed_by(self, next: Self) -> Self {
        // A zero byte multiplies by x⁸; the initial and final inversions of both cancel out.
        let shifted = multiply(self.value, power_of_x(next.length.wrapping_mul(8)));
        Self { value: shifted ^ next.value, length: self.length + next.length }
    }
}

/// x to the power of `exponent`, modulo the polynomial.
fn power_of_x(mut exponent: u64) -> u64 {
    let (mut power, mut square) = (1 << 63, 1 << 62);
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = multiply(power, square);
        }
        square = multiply(square, square);
        exponent >>= 1;
    }
    power
}

/// The product of two polynomials, modulo the polynomial.
fn multiply(a: u64, mut b: u64) -> u64 {
    (0..64).fold(0, |product, bit| {
        let term = if a << bit >> 63 == 1 { b } else { 0 };
        b = (b >> 1) ^ ((b & 1) * POLYNOMIAL);
        product ^ term
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Crc64 {
        let mut crc = Crc64::default();
        crc.update(bytes);
        crc
    }

    #[test]
    fn the_check_value_of_crc_64_xz() {
        assert_eq!(of(b"123456789").value(), 0x995D_C9BB_DF19_39FA);
    }

    #[test]
    fn pieces_sum_up_to_the_whole_however_they_are_cut() {
        let bytes: Vec<u8> = (0..=255).chain([7; 77]).collect();
        for cut in 0..=bytes.len() {
            let (left, right) = bytes.split_at(cut);
            let mut updated = of(left);
            updated.update(right);
            assert_eq!(updated, of(&bytes));
            assert_eq!(of(left).followed_by(of(right)), of(&bytes), "{cut}");
        }
    }
}

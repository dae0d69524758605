//! CRC-64 of ECMA-182, reflected, which Object Storage Service reports of every object.

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

/// A checksum of the bytes so far, and how many they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Crc64 {
    value: u64,
    length: u64,
}

impl Crc64 {
    pub(super) fn value(self) -> u64 {
        self.value
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        let mut state = !self.value;
        for word in words {
            let [a, b, c, d, e, f, g, h] = (state ^ u64::from_le_bytes(*word)).to_le_bytes().map(usize::from);
            let [t0, t1, t2, t3, t4, t5, t6, t7] = &TABLES;
            state = t7[a] ^ t6[b] ^ t5[c] ^ t4[d] ^ t3[e] ^ t2[f] ^ t1[g] ^ t0[h];
        }
        for byte in rest {
            let [low, ..] = state.to_le_bytes();
            state = (state >> 8) ^ TABLES[0][usize::from(low ^ byte)];
        }
        self.value = !state;
        self.length += bytes.len() as u64;
    }
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
            assert_eq!(updated, of(&bytes), "{cut}");
        }
    }
}

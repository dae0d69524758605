//! CRC-64 (ECMA-182, reflected), which Object Storage Service reports of every object that it takes.

/// The checksum of what has been sent so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checksum(u64);

/// One step of eight bits for each value of a byte.
const TABLE: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut rest = byte as u64;
        let mut bit = 0;
        while bit < 8 {
            rest = (rest >> 1) ^ ((rest & 1) * 0xC96C_5795_D787_0F42);
            bit += 1;
        }
        table[byte] = rest;
        byte += 1;
    }
    table
};

impl Checksum {
    pub(crate) const fn new() -> Self {
        Self(!0)
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let low = self.0.to_le_bytes()[0];
            self.0 = (self.0 >> 8) ^ TABLE[usize::from(low ^ byte)];
        }
    }

    pub(crate) fn value(self) -> u64 {
        !self.0
    }
}

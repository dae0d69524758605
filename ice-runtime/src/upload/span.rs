//! A piece of the source, which becomes a part or the whole object.

/// A piece of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Counted from 1.
    pub(super) number: u32,
    pub(super) offset: u64,
    pub(super) length: u64,
}

impl Span {
    /// Returns the piece with this number, of a source of `length` bytes in pieces of `size`.
    pub(super) fn of(number: u32, length: u64, size: u64) -> Self {
        let offset = u64::from(number.saturating_sub(1)).saturating_mul(size).min(length);
        Self { number, offset, length: size.min(length - offset) }
    }
}

/// Returns how many parts a source has.
pub(super) fn count(length: u64, part_size: u64) -> u32 {
    u32::try_from(length.div_ceil(part_size.max(1)).max(1)).unwrap_or(u32::MAX)
}

//! The vendor's texts: blocks, words, and the lists of values and regions in them.

pub(crate) mod blocks;
pub(crate) mod clean;
pub(crate) mod inline;
pub(crate) mod regions;
pub(crate) mod values;

//! The reader of replies: JSON text into any serde type.
//!
//! Text that fits the type is read as `serde_json` reads it. The service does not keep to its documented types,
//! though: it sends numbers as strings, strings as numbers, and `null` for absent members. So the requested type
//! decides how to read the text (`deserializer`), and the text is read once. What is learned from a rejected value
//! (`leniency`) is used when the value around it is read again.

mod access;
mod deserializer;
mod leniency;
mod mismatch;
mod missing;
mod nesting;
mod number;
mod reader;
mod scalar;
mod scan;

pub(crate) use mismatch::{Cause, Mismatch};

use serde::de::Deserialize;

use reader::Reader;

/// Reads `text` into any serde type. For text that is not JSON, the error says so, whatever else is wrong.
pub(crate) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Mismatch> {
    read(text).map_err(|mismatch| Mismatch::of_syntax(text).unwrap_or(mismatch))
}

/// Like [`from_str`], but reports the first error, be it of the type or of the syntax.
pub(crate) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Mismatch> {
    let mut reader = Reader::new(text);
    loop {
        let mismatch = match T::deserialize(&mut reader) {
            Ok(value) => match reader.finish() {
                Ok(()) if !reader.reads_again() => return Ok(value),
                finished => finished.err(),
            },
            Err(mismatch) => Some(mismatch),
        };
        reader.read_again(mismatch)?;
    }
}

#[cfg(test)]
mod tests;

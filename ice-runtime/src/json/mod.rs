//! The one reader of replies: JSON text into any serde type.
//!
//! What fits the type is read as `serde_json` reads it. The service's types are not kept to, though: a number comes as a
//! string, a string as a number, and `null` stands for what is absent. So the type asked for decides what to make of the
//! text (`deserializer`), and the text is read once. What was learned from a value that was refused (`leniency`) is used
//! when the value round it is read again.

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

/// Reads `text` into any serde type. A text that is not JSON is an error that says so, whatever else is wrong.
pub(crate) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Mismatch> {
    read(text).map_err(|mismatch| Mismatch::of_syntax(text).unwrap_or(mismatch))
}

/// The same, where the first mistake counts, of the type or of the syntax.
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

//! What the caller sees of each fault, and whether the call is repeated: documentation only.
//!
#![doc = include_str!("../FAULTS.md")]

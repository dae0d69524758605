//! An endpoint on this machine, for tests and first steps.
//!
//! [`Emulator`] checks a request as the service does, with code of its own: signature, nonce, timestamp, keys and token,
//! and every parameter against the operation's [`Metadata`](crate::facts::Metadata). It refuses with the service's own
//! codes and messages. What passes is answered by what was registered for the operation: a function, a script, or the
//! vendor's document. It plays faults, takes uploads, and remembers what it received.
//!
//! With the signer it shares the names of things (`Metadata`, `Credentials`, `Scheme`) and no code that encodes, hashes,
//! signs or reads dates.

// A file uses those above it only.
mod crc64;
mod date;
mod hash;
mod lock;
mod percent;

mod tickets;

mod answer;
mod delivery;
mod fault;
mod panics;
mod refusal;

mod arrived;
mod received;

mod scripts;

mod parameters;
mod signature;

mod document;

#[cfg(feature = "api-docs")]
mod documents;

mod storage;

mod state;

mod admission;
mod api;

mod server;

mod running;

mod builder;

mod answers;

pub use answer::Answer;
pub use builder::EmulatorBuilder;
pub use fault::Fault;
pub use received::{Call, Received};
pub use running::Emulator;
pub use scripts::pages::AnsweredPage;
pub use storage::records::{StorageRequest, StoredObject, StoredPart, UnfinishedUpload};
pub use storage::target::StorageOperation;
pub use tickets::Ticket;

//! A local endpoint, for tests and first steps.
//!
//! [`Emulator`] checks requests as the service does: signature, nonce, timestamp, credentials and token, and every
//! parameter against the operation's [`Metadata`](crate::facts::Metadata). It refuses them with the service's own codes
//! and messages. Other requests get the answer that was registered for the operation: a function, a script, or the
//! vendor's document. It injects faults, accepts uploads, and records what it received.
//!
//! It shares types with the signer (`Metadata`, `Credentials`, `Scheme`), but no code that encodes, hashes, signs or
//! reads dates.

// A file only uses those above it.
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

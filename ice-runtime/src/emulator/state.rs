//! The state that all connections of an emulator share.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use bytes::Bytes;

use super::answer::Answer;
use super::document::{Document, Documented};
use super::fault::Faults;
use super::received::{Call, Received};
use super::storage::store::Storage;
use super::tickets::Tickets;
use crate::facts::Metadata;

/// An operation that the emulator answers.
pub(super) struct Registered {
    pub(super) metadata: &'static Metadata,
    pub(super) answer: Box<dyn Fn(&Call) -> Answer + Send + Sync>,
    /// Says why the operation's response cannot be read from a reply.
    pub(super) mismatch: fn(http::Response<Bytes>) -> Option<String>,
}

/// The operation that a request calls: it has a registered answer, a document, or both.
pub(super) struct Called<'a> {
    pub(super) registered: Option<&'a Registered>,
    pub(super) documented: Option<Box<dyn Documented + 'a>>,
    pub(super) product: &'a str,
}

pub(super) struct State {
    pub(super) operations: Vec<Registered>,
    pub(super) documents: Vec<Box<dyn Document>>,
    pub(super) tickets: Arc<Tickets>,
    pub(super) storage: Storage,
    /// Access key ids with the nonces that they used.
    pub(super) nonces: Mutex<HashSet<String>>,
    pub(super) faults: Mutex<Faults>,
    pub(super) received: Mutex<Vec<Received>>,
}

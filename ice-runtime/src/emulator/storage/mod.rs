//! The stand-in for Object Storage Service: takes objects whole or in parts under the keys of a ticket or of an account,
//! checks signature V4 by code of its own, and refuses in the service's words.

// A file uses those above it only.
mod refusal;
mod xml;

pub(super) mod target;

mod signature;

pub(super) mod records;

mod content;

pub(super) mod store;

mod access;
mod reply;

mod multipart;
mod objects;

pub(super) mod service;

//! The stand-in for Object Storage Service: accepts objects whole or in parts with the credentials of a ticket or an
//! account, checks signature V4 with its own code, and refuses requests in the service's words.

// A file only uses those above it.
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

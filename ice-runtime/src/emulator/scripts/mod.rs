//! Scripted answers: sequences, jobs that make progress, paged lists, uploads.

// A file only uses those above it.
mod shape;

pub(super) mod pages;
pub(super) mod steps;
pub(super) mod uploads;

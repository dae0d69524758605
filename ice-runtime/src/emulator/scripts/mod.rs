//! Answers that follow a script: sequences, jobs that go on, lists in pages, uploads.

// A file uses those above it only.
mod shape;

pub(super) mod pages;
pub(super) mod steps;
pub(super) mod uploads;

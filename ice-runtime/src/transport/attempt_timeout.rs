//! The time for one attempt, if the caller set it explicitly.

use std::time::Duration;

/// The time that the caller explicitly allows this attempt, in the extensions of a request.
///
/// A transport need not enforce it: the client does. A transport with its own limit on silence allows as much silence
/// as this, unless that limit was set explicitly too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptTimeout(pub Duration);

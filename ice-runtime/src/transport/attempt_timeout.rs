//! The time for one attempt, where the caller set it by hand.

use std::time::Duration;

/// The time that the caller gives this attempt, in the extensions of a request where it was set by hand.
///
/// A transport need not keep it: the client does. One that has a limit of its own for silence lets silence last as long,
/// unless that limit was set by hand too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptTimeout(pub Duration);

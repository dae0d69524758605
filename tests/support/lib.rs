//! What several test files share.

pub mod declared;
pub mod recorded;

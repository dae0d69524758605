//! Who calls: the keys that requests are signed with, and where they come from.

mod key;

pub use key::Credentials;

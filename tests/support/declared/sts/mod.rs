//! Operations of sts.

pub mod assume_role;
pub mod get_caller_identity;

pub use assume_role::AssumeRole;
pub use get_caller_identity::GetCallerIdentity;

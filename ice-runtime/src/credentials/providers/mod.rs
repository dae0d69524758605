//! The providers, one a file, and the chain of them: in comes an environment, out go keys and how long they last.

mod checked;
mod cli_profile;
mod default;
mod ecs;
mod environment_keys;
mod external;
mod file;
mod ini;
mod network;
mod oidc;
mod profile;
mod profile_file;
mod ram_role_arn;
mod request;
mod role;
mod section;
mod session;
mod sts;
mod uri;

pub use cli_profile::CliProfileCredentials;
pub use default::DefaultCredentials;
pub use ecs::EcsRamRoleCredentials;
pub use environment_keys::EnvironmentCredentials;
pub use external::ExternalCredentials;
pub use network::Network;
pub use oidc::OidcCredentials;
pub use profile_file::ProfileFileCredentials;
pub use ram_role_arn::RamRoleArnCredentials;
pub use role::Role;
pub use uri::UriCredentials;

use super::{CachedCredentials, Credentials, Environment, ProvideCredentials, Provided};

/// Reads `text` as each kind of file and reply, for the fuzz targets: it must not panic.
#[cfg(fuzzing)]
#[doc(hidden)]
pub fn fuzz_parsers(text: &str) {
    let _ = profile_file::fuzz_parser(text);
    let _ = section::Section::of_json(text);
    let _ = external::fuzz_parsers(text);
    let _ = cli_profile::fuzz_parser(text);
    let _ = session::of_reply(&"the reply", text.as_bytes(), &http::HeaderMap::new());
}

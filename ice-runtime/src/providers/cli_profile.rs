//! Credentials from the command-line client's `~/.aliyun/config.json`.

use std::path::PathBuf;

use serde::Deserialize;

use super::profile::{ProfileFile, ProfileOutcome, ProfileQuery, Spelling};
use super::section::{Section, parse_json};
use super::{Environment, Network, Provided};
use crate::error::CredentialsError;

const DISABLED: &str = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";

/// Credentials from a profile of the command-line client `aliyun`, in `~/.aliyun/config.json`.
///
/// Supported modes are `AK`, `StsToken`, `RamRoleArn`, `EcsRamRole`, `OIDC`, `ChainableRamRoleArn`, `External`,
/// `CredentialsURI` and `RamRoleArnWithRoleName`. The file is read again for each fetch.
///
/// ```
/// use ice_runtime::credentials::{CliProfileCredentials, Environment};
///
/// let provider = CliProfileCredentials::new(Environment::process()).with_profile("production");
/// ```
#[derive(Debug, Clone)]
pub struct CliProfileCredentials(ProfileQuery);

provider!(CliProfileCredentials of a profile);

#[derive(Deserialize)]
struct Config {
    current: Option<String>,
    profiles: Option<Vec<Section>>,
}

impl CliProfileCredentials {
    /// Uses the profile that `ALIBABA_CLOUD_PROFILE` names, or the file's `current` one, under the home directory of
    /// `environment`. If `ALIBABA_CLOUD_CLI_PROFILE_DISABLED` is on, every fetch is an error.
    pub fn new(environment: Environment) -> Self {
        Self::of(ProfileQuery::new(environment))
    }
}

pub(super) async fn find(query: &ProfileQuery) -> Result<ProfileOutcome, CredentialsError> {
    if query.environment.is_true(DISABLED) {
        return Ok(ProfileOutcome::Nothing(format!("~/.aliyun/config.json (off by `{DISABLED}`)")));
    }
    query.find(&[".aliyun/config.json"], find_in).await
}

pub(super) fn find_in(query: &ProfileQuery, path: PathBuf, text: &str) -> Result<ProfileOutcome, CredentialsError> {
    let config: Config = parse_json(path.display(), text.as_bytes())?;
    let named = |profile: Section| (profile.get("", "name").text.unwrap_or_default().to_owned(), profile);
    // If two have the same name, the first one counts.
    let sections = config.profiles.unwrap_or_default().into_iter().rev().map(named).collect();
    let current = config.current.as_deref().unwrap_or("default").trim();
    query.find_in(&ProfileFile { path, spelling: Spelling::Cli, sections }, Some(current))
}

//! Credentials from the official SDKs' `~/.alibabacloud/credentials`.

use std::path::PathBuf;

use super::profile::{ProfileFile, ProfileOutcome, ProfileQuery, Spelling};
use super::{Environment, Network, Provided, file, ini};
use crate::error::CredentialsError;

const FILE: &str = "ALIBABA_CLOUD_CREDENTIALS_FILE";

/// Credentials from a section of `~/.alibabacloud/credentials`, or else of `~/.alibabacloud/credentials.ini`.
///
/// ```ini
/// [default]
/// type = access_key
/// access_key_id = LTAI..
/// access_key_secret = ..
/// ```
///
/// Supported types are `access_key`, `sts`, `ram_role_arn`, `ecs_ram_role`, `oidc_role_arn` and `credentials_uri`. The
/// file is read again for each fetch.
///
/// ```
/// use ice_runtime::credentials::{Environment, ProfileFileCredentials};
///
/// let provider = ProfileFileCredentials::new(Environment::process()).with_profile("production");
/// ```
#[derive(Debug, Clone)]
pub struct ProfileFileCredentials(ProfileQuery);

provider!(ProfileFileCredentials of a profile);

impl ProfileFileCredentials {
    /// Uses the section that `ALIBABA_CLOUD_PROFILE` names, or `[default]`, of the file that
    /// `ALIBABA_CLOUD_CREDENTIALS_FILE` names, or of one of the two under the home directory of `environment`.
    pub fn new(environment: Environment) -> Self {
        Self::of(ProfileQuery::new(environment))
    }
}

pub(super) async fn find(query: &ProfileQuery) -> Result<ProfileOutcome, CredentialsError> {
    if let Some(path) = query.environment.var(FILE).map(PathBuf::from) {
        let absent = || CredentialsError::new(format_args!("{} does not exist: correct `{FILE}`", path.display()));
        let text = file::read(&path).await?.ok_or_else(absent)?;
        return find_in(query, path, &text);
    }
    query.find(&[".alibabacloud/credentials", ".alibabacloud/credentials.ini"], find_in).await
}

pub(super) fn find_in(query: &ProfileQuery, path: PathBuf, text: &str) -> Result<ProfileOutcome, CredentialsError> {
    let sections = ini::parse(text).map_err(|line| {
        CredentialsError::new(format_args!("{}, line {line}: write `[section]` or `name = value`", path.display()))
    })?;
    query.find_in(&ProfileFile { path, spelling: Spelling::Sdk, sections }, None)
}

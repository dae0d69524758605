//! The SDKs' `~/.alibabacloud/credentials`: in comes the home directory, out go the keys of its section.

use std::path::{Path, PathBuf};

use super::profile::{Found, Names, PROFILE, Profile, Provider};
use super::section::Section;
use super::{Environment, Network, ProvideCredentials, Provided, file, ini};
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

pub(super) const FILE: &str = "ALIBABA_CLOUD_CREDENTIALS_FILE";

/// As the source of the official SDKs spells them (`alibabacloud_credentials/provider/profile.py`).
const NAMES: Names = Names {
    token: "security_token",
    role_arn: "role_arn",
    session_name: "role_session_name",
    seconds: "duration_seconds",
    role_name: "role_name",
    token_file: "oidc_token_file_path",
};

/// The keys of a section of `~/.alibabacloud/credentials`, else of `~/.alibabacloud/credentials.ini`.
///
/// ```ini
/// [default]
/// type = access_key
/// access_key_id = LTAI..
/// access_key_secret = ..
/// ```
///
/// The types `access_key`, `sts`, `ram_role_arn`, `ecs_ram_role`, `oidc_role_arn` and `credentials_uri` work. The file is
/// read anew for each fetch.
///
/// ```
/// use ice_runtime::credentials::{Environment, ProfileFileCredentials};
///
/// let provider = ProfileFileCredentials::new(Environment::process()).with_profile("production");
/// ```
#[derive(Debug, Clone)]
pub struct ProfileFileCredentials {
    environment: Environment,
    profile: Option<String>,
    network: Network,
}

impl ProfileFileCredentials {
    /// The section that `ALIBABA_CLOUD_PROFILE` names, or `[default]`, of the file that `ALIBABA_CLOUD_CREDENTIALS_FILE`
    /// names, or of one of the two under the home directory of `environment`.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self { profile: environment.var(PROFILE).map(str::to_owned), environment, network: Network::default() }
    }

    /// Sets the section.
    #[must_use]
    pub fn with_profile(self, profile: impl Into<String>) -> Self {
        Self { profile: Some(profile.into()), ..self }
    }

    /// Sets the way to STS and the metadata service.
    #[must_use]
    pub fn with_network(self, network: Network) -> Self {
        Self { network, ..self }
    }

    pub(super) async fn find(&self) -> Result<Found, CredentialsError> {
        if let Some(path) = self.environment.var(FILE).map(Path::new) {
            let text = file::read(path).await?.ok_or_else(|| {
                CredentialsError::new(format_args!("{} does not exist: correct `{FILE}`", path.display()))
            })?;
            return self.find_in(path, &text);
        }
        let Some(home) = self.environment.home() else {
            return Ok(Found::Nothing("~/.alibabacloud/credentials (there is no home directory)".to_owned()));
        };
        let paths: [PathBuf; 2] = ["credentials", "credentials.ini"].map(|name| home.join(".alibabacloud").join(name));
        for path in &paths {
            if let Some(text) = file::read(path).await? {
                return self.find_in(path, &text);
            }
        }
        Ok(Found::Nothing(format!("{} (there is none)", paths[0].display())))
    }

    fn find_in(&self, path: &Path, text: &str) -> Result<Found, CredentialsError> {
        let sections = ini::parse(text).map_err(|ini::BrokenLine(line)| {
            CredentialsError::new(format_args!("{}, line {line}: write `[section]` or `name = value`", path.display()))
        })?;
        let name = self.profile.as_deref().unwrap_or("default").trim();
        let place = format!("section [{}] of {}", name.escape_debug(), path.display());
        match sections.get(name) {
            Some(section) if section.text("enable").is_some_and(|text| text.eq_ignore_ascii_case("false")) => {
                Ok(Found::Nothing(format!("{place} (it says `enable = false`)")))
            }
            Some(section) => self.build(section, &place).map(Found::Provider),
            None if self.profile.is_some() => Ok(Found::NoSuchProfile(CredentialsError::new(format_args!(
                "there is no {place}: add it, or name another in `{PROFILE}`"
            )))),
            None => Ok(Found::Nothing(format!("{place} (there is none)"))),
        }
    }

    fn build(&self, section: &Section, place: &str) -> Result<Provider, CredentialsError> {
        let profile =
            Profile { section, names: &NAMES, label: &place, environment: &self.environment, network: &self.network };
        match section.get("type").required(&place)? {
            "access_key" => profile.keys(),
            "sts" => profile.temporary_keys(),
            "ram_role_arn" => profile.role_of_keys(),
            "ecs_ram_role" => profile.instance_role(),
            "oidc_role_arn" => profile.oidc(),
            "credentials_uri" => profile.uri(),
            _ => Err(profile.error(
                "type",
                "it is none that is known: use `access_key`, `sts`, `ram_role_arn`, `ecs_ram_role`, `oidc_role_arn` or `credentials_uri`",
            )),
        }
    }
}

impl ProvideCredentials for ProfileFileCredentials {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(async { self.find().await?.alone()?.provide().await })
    }
}

/// Reads the file and builds the provider, which is not asked.
#[cfg(fuzzing)]
pub(super) fn fuzz_parser(text: &str) -> Option<Found> {
    let provider = ProfileFileCredentials::new(Environment::empty());
    provider.find_in(Path::new("credentials"), text).ok()
}

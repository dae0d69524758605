//! The command-line client's `~/.aliyun/config.json`: in comes the home directory, out go the keys of its profile.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;

use super::profile::{Found, Names, PROFILE, Profile, Provider};
use super::section::{Section, parse_json};
use super::{Environment, ExternalCredentials, Network, ProvideCredentials, Provided, file};
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

pub(super) const DISABLED: &str = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";

/// As the source of the command-line client spells them (`config/profile.go`).
const NAMES: Names = Names {
    token: "sts_token",
    role_arn: "ram_role_arn",
    session_name: "ram_session_name",
    seconds: "expired_seconds",
    role_name: "ram_role_name",
    token_file: "oidc_token_file",
};

/// The modes of the command-line client.
const MODES: [&str; 14] = [
    "AK",
    "StsToken",
    "RamRoleArn",
    "EcsRamRole",
    "OIDC",
    "ChainableRamRoleArn",
    "External",
    "RamRoleArnWithRoleName",
    "CredentialsURI",
    "RsaKeyPair",
    "CloudSSO",
    "OAuth",
    "BearerToken",
    "Anonymous",
];

/// The longest chain of `source_profile`s.
const CHAIN: usize = 16;

/// The keys of a profile of the command-line client `aliyun`, in `~/.aliyun/config.json`.
///
/// The modes `AK`, `StsToken`, `RamRoleArn`, `EcsRamRole`, `OIDC`, `ChainableRamRoleArn`, `External`, `CredentialsURI` and
/// `RamRoleArnWithRoleName` work. The file is read anew for each fetch.
///
/// ```
/// use ice_runtime::credentials::{CliProfileCredentials, Environment};
///
/// let provider = CliProfileCredentials::new(Environment::process()).with_profile("production");
/// ```
#[derive(Debug, Clone)]
pub struct CliProfileCredentials {
    environment: Environment,
    profile: Option<String>,
    network: Network,
}

#[derive(Deserialize)]
struct Config {
    #[serde(default)]
    current: Option<String>,
    #[serde(default)]
    profiles: Option<Vec<Section>>,
}

impl CliProfileCredentials {
    /// The profile that `ALIBABA_CLOUD_PROFILE` names, or the file's `current` one, under the home directory of
    /// `environment`. `ALIBABA_CLOUD_CLI_PROFILE_DISABLED` makes every fetch an error.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self { profile: environment.var(PROFILE).map(str::to_owned), environment, network: Network::default() }
    }

    /// Sets the profile.
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
        if self.environment.is_true(DISABLED) {
            return Ok(Found::Nothing(format!("~/.aliyun/config.json (off by `{DISABLED}`)")));
        }
        let Some(home) = self.environment.home() else {
            return Ok(Found::Nothing("~/.aliyun/config.json (there is no home directory)".to_owned()));
        };
        let path = home.join(".aliyun").join("config.json");
        let Some(text) = file::read(&path).await? else {
            return Ok(Found::Nothing(format!("{} (there is none)", path.display())));
        };
        let config: Config =
            parse_json(&text).map_err(|broken| CredentialsError::new(format_args!("{}: {broken}", path.display())))?;
        self.find_in(&ConfigFile { config, path })
    }

    fn find_in(&self, file: &ConfigFile) -> Result<Found, CredentialsError> {
        let named = self.profile.as_deref();
        let name = named.or(file.config.current.as_deref()).unwrap_or("default").trim();
        match file.profile(name) {
            None if named.is_some() => Ok(Found::NoSuchProfile(file.no_such_profile(name))),
            None if file.config.profiles.as_ref().is_none_or(Vec::is_empty) => {
                Ok(Found::Nothing(format!("{} (it has no profiles)", file.path.display())))
            }
            None => Err(file.no_such_profile(name)),
            Some(section) if mode_of(section).is_none() => Ok(Found::Nothing(format!(
                "{} (profile `{}` is not configured)",
                file.path.display(),
                name.escape_debug()
            ))),
            Some(_) => self.build(file, name, &mut Vec::new()).map(Found::Provider),
        }
    }

    /// The provider of profile `name`; `chain` holds those that led to it.
    fn build(&self, file: &ConfigFile, name: &str, chain: &mut Vec<String>) -> Result<Provider, CredentialsError> {
        let section = file.profile(name).ok_or_else(|| file.no_such_profile(name))?;
        let profile = Profile {
            section,
            names: &NAMES,
            label: &format_args!("profile `{}` of {}", name.escape_debug(), file.path.display()),
            environment: &self.environment,
            network: &self.network,
        };
        match mode_of(section) {
            Some("AK") => profile.keys(),
            Some("StsToken") => profile.temporary_keys(),
            Some("RamRoleArn") => profile.role_of_keys(),
            Some("EcsRamRole") => profile.instance_role(),
            Some("OIDC") => profile.oidc(),
            Some("CredentialsURI") => profile.uri(),
            Some("RamRoleArnWithRoleName") => profile.role(profile.instance_role()?),
            Some("External") => {
                let command = section.get("process_command").required(profile.label)?;
                Ok(Arc::new(ExternalCredentials::new(command, self.environment.clone())))
            }
            Some("ChainableRamRoleArn") => {
                let source = section.get("source_profile").required(profile.label)?;
                chain.push(name.to_owned());
                if chain.iter().any(|earlier| earlier == source) {
                    return Err(profile.error("source_profile", "it leads back to itself: name a profile with keys"));
                }
                if chain.len() > CHAIN {
                    return Err(profile.error("source_profile", "the chain of profiles is too long: shorten it"));
                }
                profile.role(self.build(file, source, chain)?)
            }
            Some(mode) if MODES.contains(&mode) => Err(profile.error(
                "mode",
                &format!("`{mode}` works in the command-line client only: use `AK`, `RamRoleArn` or `External`"),
            )),
            _ => Err(profile.error("mode", "it is no mode that is known: use `AK`, `RamRoleArn` or `External`")),
        }
    }
}

impl ProvideCredentials for CliProfileCredentials {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(async { self.find().await?.alone()?.provide().await })
    }
}

struct ConfigFile {
    config: Config,
    path: PathBuf,
}

impl ConfigFile {
    fn profile(&self, name: &str) -> Option<&Section> {
        let mut profiles = self.config.profiles.iter().flatten();
        profiles.find(|profile| profile.text("name") == Some(name))
    }

    fn no_such_profile(&self, name: &str) -> CredentialsError {
        CredentialsError::new(format_args!(
            "there is no profile `{name}` in {path}: run `aliyun configure --profile {name}`, or name another in `{PROFILE}`",
            name = name.escape_debug(),
            path = self.path.display()
        ))
    }
}

/// The mode in its usual spelling, as it is written or as the members suggest; `None` where nothing is configured.
fn mode_of(section: &Section) -> Option<&str> {
    let has = |names: &[&str]| names.iter().all(|name| section.text(name).is_some());
    match section.text("mode") {
        Some(written) => {
            let usual = MODES.iter().find(|mode| mode.eq_ignore_ascii_case(written));
            Some(usual.copied().unwrap_or("unknown"))
        }
        None if has(&["access_key_id", "access_key_secret", "sts_token"]) => Some("StsToken"),
        None if has(&["access_key_id", "access_key_secret", "ram_role_arn"]) => Some("RamRoleArn"),
        None if has(&["access_key_id"]) || has(&["access_key_secret"]) => Some("AK"),
        None if has(&["ram_role_name"]) => Some("EcsRamRole"),
        None if has(&["process_command"]) => Some("External"),
        None if has(&["oidc_provider_arn", "oidc_token_file", "ram_role_arn"]) => Some("OIDC"),
        None if has(&["cloud_sso_sign_in_url"]) => Some("CloudSSO"),
        None => None,
    }
}

/// Reads the file and builds the provider, which is not asked: it might run a command.
#[cfg(fuzzing)]
pub(super) fn fuzz_parser(text: &str) -> Option<Found> {
    let config = parse_json(text).ok()?;
    let path = PathBuf::from("config.json");
    let provider = CliProfileCredentials::new(Environment::empty());
    provider.find_in(&ConfigFile { config, path }).ok()
}

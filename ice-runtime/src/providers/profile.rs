//! The profiles of a file, and the provider that each of them describes.
//!
//! Two files have profiles: the command-line client's and the SDKs'. They use different names ([`Spelling`]).

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use Spelling::{Cli, Sdk};

use super::section::{Section, Setting, credentials};
use super::{
    EcsRamRoleCredentials, Environment, ExternalCredentials, Network, OidcCredentials, ProvideCredentials,
    RamRoleArnCredentials, Role, UriCredentials, file,
};
use crate::error::CredentialsError;

pub(super) type Provider = Arc<dyn ProvideCredentials>;

/// The variable that names the profile for both files.
const PROFILE: &str = "ALIBABA_CLOUD_PROFILE";
/// The longest chain of `source_profile`s.
const CHAIN: usize = 16;

/// The mode of a profile that names none: that of the first row whose members it has, in the order of the command-line
/// client's `AutoModeRecognition`. Half a pair counts too, so that the error can name the missing half.
const SUGGESTED: [(&[&str], &str); 9] = [
    (&["access_key_id", "access_key_secret", "sts_token"], "StsToken"),
    (&["access_key_id", "access_key_secret", "ram_role_arn"], "RamRoleArn"),
    (&["access_key_id"], "AK"),
    (&["access_key_secret"], "AK"),
    (&["private_key", "key_pair_name"], "RsaKeyPair"),
    (&["ram_role_name"], "EcsRamRole"),
    (&["process_command"], "External"),
    (&["oidc_provider_arn", "oidc_token_file", "ram_role_arn"], "OIDC"),
    (&["cloud_sso_sign_in_url"], "CloudSSO"),
];

/// Whose names a file uses: the command-line client's (`config/profile.go` in its source), or the official SDKs'
/// (`alibabacloud_credentials/provider/profile.py`).
#[derive(Clone, Copy)]
pub(super) enum Spelling {
    Cli,
    Sdk,
}

/// A profile file that was read.
pub(super) struct ProfileFile {
    pub(super) path: PathBuf,
    pub(super) spelling: Spelling,
    pub(super) sections: BTreeMap<String, Section>,
}

/// What a file has for a query.
pub(super) enum ProfileOutcome {
    Provider(Provider),
    /// Nothing is set up there: the place and the reason, worded to follow "looked in".
    Nothing(String),
    /// The profile that the user named does not exist.
    NoSuchProfile(CredentialsError),
}

/// Which profile to look for, and what to build its provider with.
#[derive(Debug, Clone)]
pub(super) struct ProfileQuery {
    /// Its name, if the user gave one.
    pub(super) profile: Option<String>,
    pub(super) environment: Environment,
    pub(super) network: Network,
}

/// A profile that was found.
struct Profile<'a> {
    section: &'a Section,
    /// Its name in errors.
    label: String,
    file: &'a ProfileFile,
    query: &'a ProfileQuery,
    /// How many profiles led here through `source_profile`.
    depth: usize,
}

impl ProfileFile {
    fn label(&self, name: &str) -> String {
        let (name, path) = (name.escape_debug(), self.path.display());
        match self.spelling {
            Cli => format!("profile `{name}` of {path}"),
            Sdk => format!("section [{name}] of {path}"),
        }
    }

    fn no_such_profile(&self, name: &str) -> CredentialsError {
        CredentialsError::new(format_args!("there is no {}: add it, or name another in `{PROFILE}`", self.label(name)))
    }
}

impl ProfileOutcome {
    /// For a provider used on its own, where finding nothing is an error.
    pub(super) fn alone(self) -> Result<Provider, CredentialsError> {
        match self {
            Self::Provider(provider) => Ok(provider),
            Self::Nothing(reason) => Err(CredentialsError::new(format_args!("nothing is set up in {reason}"))),
            Self::NoSuchProfile(error) => Err(error),
        }
    }
}

impl ProfileQuery {
    pub(super) fn new(environment: Environment) -> Self {
        Self { profile: environment.var(PROFILE).map(str::to_owned), environment, network: Network::default() }
    }

    /// Searches the first of these files that exists under the home directory.
    pub(super) async fn find(
        &self,
        files: &[&str],
        find_in: fn(&Self, PathBuf, &str) -> Result<ProfileOutcome, CredentialsError>,
    ) -> Result<ProfileOutcome, CredentialsError> {
        let home = self.environment.home();
        for path in files.iter().filter_map(|file| Some(home?.join(file))) {
            if let Some(text) = file::read(&path).await? {
                return find_in(self, path, &text);
            }
        }
        let reason = if home.is_some() { "there is none" } else { "there is no home directory" };
        Ok(ProfileOutcome::Nothing(format!("~/{} ({reason})", files.join(", ~/"))))
    }

    /// Returns the requested profile of a file, or the one that the file itself selects.
    pub(super) fn find_in(
        &self,
        file: &ProfileFile,
        current: Option<&str>,
    ) -> Result<ProfileOutcome, CredentialsError> {
        let named = self.profile.as_deref().map(str::trim);
        let name = named.or(current).unwrap_or("default");
        match self.profile(file, name, 0) {
            Some(profile) => profile.find(),
            None if named.is_some() => Ok(ProfileOutcome::NoSuchProfile(file.no_such_profile(name))),
            None if current.is_some() && !file.sections.is_empty() => Err(file.no_such_profile(name)),
            None => Ok(ProfileOutcome::Nothing(format!("{} (there are no profiles of this name)", file.label(name)))),
        }
    }

    fn profile<'a>(&'a self, file: &'a ProfileFile, name: &str, depth: usize) -> Option<Profile<'a>> {
        let (section, label) = (file.sections.get(name)?, file.label(name));
        Some(Profile { section, label, file, query: self, depth })
    }
}

impl Profile<'_> {
    fn get<'a>(&'a self, name: &'a str) -> Setting<'a> {
        self.section.get(&self.label, name)
    }

    /// Looks up a value by its name in this file's spelling.
    fn either(&self, cli: &'static str, sdk: &'static str) -> Setting<'_> {
        self.get(match self.file.spelling {
            Cli => cli,
            Sdk => sdk,
        })
    }

    fn says(&self, name: &str, text: &str) -> bool {
        self.get(name).text.is_some_and(|value| value.eq_ignore_ascii_case(text))
    }

    fn find(&self) -> Result<ProfileOutcome, CredentialsError> {
        let nothing = |reason| Ok(ProfileOutcome::Nothing(format!("{} ({reason})", self.label)));
        let suggested = || SUGGESTED.iter().find(|(names, _)| names.iter().all(|name| self.get(name).text.is_some()));
        let kind = self.either("mode", "type");
        let kind = match self.file.spelling {
            Cli => match kind.text.or_else(|| suggested().map(|(_, mode)| *mode)) {
                Some(mode) => mode,
                None => return nothing("it is not configured"),
            },
            Sdk if self.says("enable", "false") => return nothing("it says `enable = false`"),
            Sdk => kind.required()?,
        };
        self.provider(kind).map(ProfileOutcome::Provider)
    }

    fn provider(&self, kind: &str) -> Result<Provider, CredentialsError> {
        let token = self.either("sts_token", "security_token");
        match (self.file.spelling, kind.to_ascii_lowercase().as_str()) {
            (Cli, "ak") | (Sdk, "access_key") => self.keys(Setting { text: None, ..token }),
            (Cli, "ststoken") | (Sdk, "sts") => {
                token.required()?;
                self.keys(token)
            }
            (Cli, "ramrolearn") | (Sdk, "ram_role_arn") => self.role(self.keys(token)?),
            (Cli, "ecsramrole") | (Sdk, "ecs_ram_role") => self.instance_role(),
            (Cli, "ramrolearnwithrolename") => self.role(self.instance_role()?),
            (Cli, "chainableramrolearn") => self.role(self.source()?),
            (Cli, "oidc") | (Sdk, "oidc_role_arn") => {
                let provider_arn = self.get("oidc_provider_arn").required_word()?;
                let token_file = self.either("oidc_token_file", "oidc_token_file_path").required()?;
                let assumed = OidcCredentials::new(self.described_role()?, provider_arn, token_file);
                Ok(Arc::new(assumed.with_network(self.query.network.clone())))
            }
            (Cli, "credentialsuri") | (Sdk, "credentials_uri") => {
                let server = UriCredentials::of(self.get("credentials_uri"))?;
                Ok(Arc::new(server.with_network(self.query.network.clone())))
            }
            (Cli, "external") => {
                let command = self.get("process_command").required()?;
                Ok(Arc::new(ExternalCredentials::new(command, self.query.environment.clone())))
            }
            _ => Err(self.unknown(kind)),
        }
    }

    fn unknown(&self, kind: &str) -> CredentialsError {
        let usable = match self.file.spelling {
            Cli => "`AK`, `StsToken`, `RamRoleArn`, `EcsRamRole`, `OIDC`, `ChainableRamRoleArn` or `External`",
            Sdk => "`access_key`, `sts`, `ram_role_arn`, `ecs_ram_role`, `oidc_role_arn` or `credentials_uri`",
        };
        let setting = self.either("mode", "type");
        let others = ["RsaKeyPair", "CloudSSO", "OAuth", "BearerToken", "Anonymous"];
        match (self.file.spelling, others.iter().find(|other| other.eq_ignore_ascii_case(kind))) {
            (Cli, Some(mode)) => {
                setting.error(format_args!("`{mode}` works in the command-line client only: use {usable}"))
            }
            _ => setting.error(format_args!("it is unknown: use {usable}")),
        }
    }

    fn keys(&self, token: Setting<'_>) -> Result<Provider, CredentialsError> {
        let [id, secret] = ["access_key_id", "access_key_secret"].map(|name| self.get(name));
        Ok(Arc::new(credentials([id, secret, token])?))
    }

    /// Returns the role that the credentials of `base` may assume.
    fn role(&self, base: Provider) -> Result<Provider, CredentialsError> {
        let assumed = RamRoleArnCredentials::new(base, self.described_role()?);
        Ok(Arc::new(assumed.with_network(self.query.network.clone())))
    }

    fn instance_role(&self) -> Result<Provider, CredentialsError> {
        let role = EcsRamRoleCredentials::from_environment(&self.query.environment);
        let named = match self.either("ram_role_name", "role_name").word()? {
            Some(name) => role.with_role(name),
            None => role,
        };
        Ok(Arc::new(named.with_network(self.query.network.clone())))
    }

    /// Returns the provider of `source_profile`.
    fn source(&self) -> Result<Provider, CredentialsError> {
        let (source, file, depth) = (self.get("source_profile"), self.file, self.depth + 1);
        if depth > CHAIN {
            return Err(source.error("it leads back to itself, or the chain is too long: name a profile with keys"));
        }
        let name = source.required()?;
        let absent = || source.error(format_args!("there is no {}: add it, or name another here", file.label(name)));
        self.query.profile(file, name, depth).ok_or_else(absent)?.find()?.alone()
    }

    fn described_role(&self) -> Result<Role, CredentialsError> {
        let word = |cli, sdk| self.either(cli, sdk).word();
        let arn = self.either("ram_role_arn", "role_arn").required_word()?;
        let role = Role::in_environment(arn, &self.query.environment)?;
        let seconds = self.either("expired_seconds", "duration_seconds");
        let wrong = |_| seconds.error("it is not a number of seconds: write one like `3600`");
        let duration = match seconds.text {
            None | Some("0") => role.duration,
            Some(text) => text.parse().map(Duration::from_secs).map_err(wrong)?,
        };
        Ok(Role {
            session_name: word("ram_session_name", "role_session_name")?.map_or(role.session_name, str::to_owned),
            duration,
            policy: self.get("policy").text.map(str::to_owned),
            external_id: word("external_id", "external_id")?.map(str::to_owned),
            region: word("sts_region", "sts_region")?.map(str::to_owned).or(role.region),
            is_vpc: role.is_vpc || self.says("enable_vpc", "true"),
            ..role
        })
    }
}

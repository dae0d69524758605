//! One profile of a file: in come its texts, out goes the provider that they describe.

use std::fmt;
use std::sync::Arc;

use super::checked::{self, Written};
use super::section::Section;
use super::{
    CachedCredentials, EcsRamRoleCredentials, Environment, Network, OidcCredentials, ProvideCredentials,
    RamRoleArnCredentials, Role, UriCredentials,
};
use crate::error::CredentialsError;

pub(super) type Provider = Arc<dyn ProvideCredentials>;

/// The variable that names the profile for both files.
pub(super) const PROFILE: &str = "ALIBABA_CLOUD_PROFILE";

/// What a file was found to hold.
pub(super) enum Found {
    Provider(Provider),
    /// Nothing is configured there: why, in words that complete "looked in".
    Nothing(String),
    /// The profile that the user named is not there.
    NoSuchProfile(CredentialsError),
}

impl Found {
    /// For a provider that stands alone, where nothing is a mistake.
    pub(super) fn alone(self) -> Result<Provider, CredentialsError> {
        match self {
            Self::Provider(provider) => Ok(provider),
            Self::Nothing(reason) => Err(CredentialsError::new(format_args!("nothing is set up in {reason}"))),
            Self::NoSuchProfile(error) => Err(error),
        }
    }
}

/// What a profile's texts are called.
pub(super) struct Names {
    pub(super) token: &'static str,
    pub(super) role_arn: &'static str,
    pub(super) session_name: &'static str,
    pub(super) seconds: &'static str,
    pub(super) role_name: &'static str,
    pub(super) token_file: &'static str,
}

/// A profile in its surroundings.
pub(super) struct Profile<'a> {
    pub(super) section: &'a Section,
    pub(super) names: &'static Names,
    /// What it is called in errors: its name and its file.
    pub(super) label: &'a dyn fmt::Display,
    pub(super) environment: &'a Environment,
    pub(super) network: &'a Network,
}

impl Profile<'_> {
    /// A pair of keys that lasts.
    pub(super) fn keys(&self) -> Result<Provider, CredentialsError> {
        self.fixed(Written::new(self.names.token, None))
    }

    /// Temporary keys that somebody else renews.
    pub(super) fn temporary_keys(&self) -> Result<Provider, CredentialsError> {
        let token = self.section.get(self.names.token);
        token.required(self.label)?;
        self.fixed(token)
    }

    /// A role, assumed by the keys in the profile itself.
    pub(super) fn role_of_keys(&self) -> Result<Provider, CredentialsError> {
        self.role(self.fixed(self.section.get(self.names.token))?)
    }

    /// A role, assumed by the keys of `base`.
    pub(super) fn role(&self, base: Provider) -> Result<Provider, CredentialsError> {
        let assumed = RamRoleArnCredentials::new(base, self.described_role()?);
        Ok(Arc::new(assumed.with_network(self.network.clone())))
    }

    /// A role, assumed by an OIDC token.
    pub(super) fn oidc(&self) -> Result<Provider, CredentialsError> {
        let role = self.described_role()?;
        let provider_arn = self.section.get("oidc_provider_arn").required_word(self.label)?;
        let token_file = self.section.get(self.names.token_file).required(self.label)?;
        let assumed = OidcCredentials::new(role, provider_arn, token_file);
        Ok(Arc::new(assumed.with_network(self.network.clone())))
    }

    /// The role of the ECS instance.
    pub(super) fn instance_role(&self) -> Result<Provider, CredentialsError> {
        let of_environment = EcsRamRoleCredentials::from_environment(self.environment);
        let named = match self.section.get(self.names.role_name).word(self.label)? {
            Some(role) => of_environment.with_role(role),
            None => of_environment,
        };
        Ok(Arc::new(named.with_network(self.network.clone())))
    }

    /// The server of a credentials URI.
    pub(super) fn uri(&self) -> Result<Provider, CredentialsError> {
        let provider = UriCredentials::of(self.section.get("credentials_uri"), self.label)?;
        Ok(Arc::new(provider.with_network(self.network.clone())))
    }

    /// An error of one of the profile's texts.
    pub(super) fn error(&self, name: &str, problem: &str) -> CredentialsError {
        self.section.get(name).error(self.label, problem)
    }

    fn fixed(&self, token: Written<'_>) -> Result<Provider, CredentialsError> {
        let (id, secret) = (self.section.get("access_key_id"), self.section.get("access_key_secret"));
        let keys = checked::credentials(self.label, id, secret, token)?;
        Ok(Arc::new(CachedCredentials::fixed(keys)))
    }

    fn described_role(&self) -> Result<Role, CredentialsError> {
        let arn = self.section.get(self.names.role_arn).required_word(self.label)?;
        let names = (self.names.session_name, self.names.seconds);
        Role::new(arn).in_environment(self.environment)?.in_section(self.section, names, self.label)
    }
}

//! Credentials: the cache, each provider against loopback peers and temporary homes, the default chain.
//!
//! Every secret here starts with `planted`, so that a single search finds any leak.

mod cache;
mod chain;
mod cli_profile;
mod damaged;
mod ecs;
mod environment;
#[cfg(unix)]
mod external;
mod profile_file;
mod rejected;
mod roles;
mod transport;
mod uri;

use std::error::Error as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

use ice_runtime::CredentialsError;
use ice_runtime::Endpoint;
use ice_runtime::credentials::{Environment, Network, ProvideCredentials, Provided};
use ice_tests::peer::deaf_address;

/// The credentials that `provider` gives, as one string: id, secret, token.
async fn keys(provider: &impl ProvideCredentials) -> String {
    check_no_secret(&format!("{provider:?}"));
    let found = provider.provide().await.unwrap();
    check_no_secret(&format!("{found:?}"));
    let keys = &found.credentials;
    let token = keys.security_token().unwrap_or("-");
    format!("{} {} {token}", keys.access_key_id(), keys.access_key_secret())
}

/// The error of `provider` as displayed, after checking that no form of it shows a secret.
async fn error(provider: &impl ProvideCredentials) -> String {
    check_no_secret(&format!("{provider:?}"));
    let error = provider.provide().await.unwrap_err();
    shown(&error)
}

fn shown(error: &CredentialsError) -> String {
    check_no_secret(&format!("{error:?}"));
    let mut source = error.source();
    while let Some(error) = source {
        check_no_secret(&format!("{error} {error:?}"));
        source = error.source();
    }
    let text = error.to_string();
    check_no_secret(&text);
    // A refusal by the service has a second line with advice.
    assert!(text.lines().count() <= 2, "{text}");
    text
}

fn check_no_secret(text: &str) {
    assert!(!text.contains("planted"), "a secret is shown in: {text}");
}

/// How long `provided` lives, in minutes: clocks advance while a test runs.
fn minutes(provided: &Provided) -> u64 {
    let end = provided.expires_at.unwrap();
    let left = end.duration_since(SystemTime::now()).unwrap() + Duration::from_secs(30);
    left.as_secs() / 60
}

/// An empty environment with a home directory that contains these files.
fn home(files: &[(&str, &str)]) -> (tempfile::TempDir, Environment) {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files {
        write(&folder.path().join(path), content);
    }
    let environment = Environment::empty().with_home(folder.path());
    (folder, environment)
}

fn write(path: &Path, content: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

/// A network without any reachable peer, so that nothing leaves this machine.
fn nowhere() -> Network {
    let endpoint = Endpoint::new(&format!("http://{}", deaf_address())).unwrap();
    Network::default().with_sts_endpoint(endpoint.clone()).with_metadata_endpoint(endpoint)
}

//! Roles from STS: `AssumeRole` and `AssumeRoleWithOIDC`, against a service on loopback.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ice_runtime::credentials::{
    CachedCredentials, Credentials, Environment, Network, OidcCredentials, ProvideCredentials, Provided,
    RamRoleArnCredentials, Role,
};
use ice_runtime::{BoxFuture, CredentialsError, HttpSettings, Proxy};
use ice_tests::peer::{Answer, Asked, Peer};

use super::{error, keys, minutes, write};

const ARN: &str = "acs:ram::1234567890123456:role/media";
const DATE: &[&str] = &["date: Wed, 02 Jan 2030 03:04:05 GMT"];

#[expect(clippy::unnecessary_wraps, reason = "an answer of the peer")]
pub(super) fn assumed(_: &Asked) -> Answer {
    let body = r#"{"RequestId": "r", "AssumedRoleUser": {"Arn": "a", "AssumedRoleId": "b"}, "Credentials": {
        "AccessKeyId": "STS.id", "AccessKeySecret": "planted-secret", "SecurityToken": "planted-token",
        "Expiration": "2030-01-02T03:34:05Z"}}"#;
    Some((200, body.to_owned()))
}

fn base() -> CachedCredentials {
    let keys = Credentials::new("base", "planted-base").unwrap();
    CachedCredentials::fixed(keys.with_security_token("planted-base-token").unwrap())
}

fn network(peer: &Peer) -> Network {
    Network::default().with_sts_endpoint(peer.endpoint())
}

#[tokio::test]
async fn a_role_is_assumed_with_the_credentials_of_another_provider() {
    let peer = Peer::answering_under(DATE, assumed);
    let role = Role::new(ARN)
        .with_session_name("nightly")
        .with_duration(Duration::from_secs(1800))
        .with_policy(r#"{"Version": "1"}"#)
        .with_external_id("partner");
    let provider = RamRoleArnCredentials::new(base(), role).with_network(network(&peer));
    assert_eq!(keys(&provider).await, "STS.id planted-secret planted-token");
    let asked = &peer.asked()[0];
    assert_eq!(asked.header("x-acs-action"), Some("assumerole"));
    assert_eq!(asked.header("x-acs-version"), Some("2015-04-01"));
    assert_eq!(asked.header("x-acs-security-token"), Some("planted-base-token"));
    assert!(asked.header("authorization").unwrap().contains("credential=base,"));
    for parameter in [
        "RoleArn=acs%3Aram%3A%3A1234567890123456%3Arole%2Fmedia",
        "RoleSessionName=nightly",
        "DurationSeconds=1800",
        "Policy=%7B%22Version%22%3A%20%221%22%7D",
        "ExternalId=partner",
    ] {
        assert!(asked.has(parameter), "{parameter}: {asked:?}");
    }
    // They are valid for half an hour by STS's clock, whatever this machine's clock shows.
    assert_eq!(minutes(&provider.provide().await.unwrap()), 30);
}

#[tokio::test]
async fn a_refusal_by_sts_is_an_error_that_names_the_call() {
    for (status, body, code) in [
        (403, r#"{"Code": "NoPermission", "Message": "no", "RequestId": "r-1"}"#, Some("NoPermission")),
        (404, r#"{"Code": "EntityNotExist.Role", "Message": "no"}"#, Some("EntityNotExist.Role")),
        (200, r#"{"RequestId": "r", "Credentials": null}"#, None),
        (200, r#"{"RequestId": "r"}"#, None),
        (
            200,
            r#"{"Credentials": {"AccessKeyId": "i", "AccessKeySecret": "planted", "Expiration": "2030-01-02T03:04:05Z"}}"#,
            None,
        ),
        (
            200,
            r#"{"Credentials": {"AccessKeyId": "i", "AccessKeySecret": "planted", "SecurityToken": "planted"}}"#,
            None,
        ),
        (
            200,
            r#"{"Credentials": {"AccessKeyId": "i", "AccessKeySecret": "planted x", "SecurityToken": "t", "Expiration": "2030-01-02T03:04:05Z"}}"#,
            None,
        ),
        (
            200,
            r#"{"Credentials": {"AccessKeyId": "i", "AccessKeySecret": "planted", "SecurityToken": "t", "Expiration": "planted"}}"#,
            None,
        ),
        (200, r#"{"Credentials": {"AccessKeyId": "i", "AccessKeySecret": "planted"#, None),
        (200, r#"{"Credentials": "planted"}"#, None),
        (200, r#"{"Credentials": ["planted"]}"#, None),
        (200, "<html>planted", None),
    ] {
        let peer = Peer::answering(move |_| Some((status, body.to_owned())));
        let provider = RamRoleArnCredentials::new(base(), Role::new(ARN)).with_network(network(&peer));
        let text = error(&provider).await;
        assert!(text.contains("AssumeRole") && !text.contains("set it"), "{text}");
        let found = provider.provide().await.unwrap_err();
        assert_eq!(found.inner().and_then(ice_runtime::Error::code), code, "{text}");
    }
}

#[tokio::test]
async fn a_request_whose_reply_is_lost_is_retried() {
    let calls = std::sync::atomic::AtomicUsize::new(0);
    let peer = Peer::answering(move |asked| {
        let is_first = calls.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
        if is_first { None } else { assumed(asked) }
    });
    let provider = RamRoleArnCredentials::new(base(), Role::new(ARN)).with_network(network(&peer));
    assert_eq!(keys(&provider).await, "STS.id planted-secret planted-token");
    assert_eq!(peer.asked().len(), 2);
}

#[tokio::test]
async fn a_session_that_is_too_short_is_not_requested() {
    let peer = Peer::answering(assumed);
    let role = Role::new(ARN).with_duration(Duration::from_secs(899));
    let text = error(&RamRoleArnCredentials::new(base(), role).with_network(network(&peer))).await;
    assert!(text.contains("900"), "{text}");
    assert!(peer.asked().is_empty());
}

/// Gives credentials with one token after the other, repeating the last one; counts calls of `forget`.
#[derive(Debug)]
struct Bases {
    tokens: &'static [&'static str],
    fetched: AtomicUsize,
    forgotten: AtomicUsize,
}

impl Bases {
    fn new(tokens: &'static [&'static str]) -> Arc<Self> {
        Arc::new(Self { tokens, fetched: AtomicUsize::new(0), forgotten: AtomicUsize::new(0) })
    }

    fn counts(&self) -> (usize, usize) {
        (self.fetched.load(Ordering::SeqCst), self.forgotten.load(Ordering::SeqCst))
    }
}

impl ProvideCredentials for Bases {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        let number = self.fetched.fetch_add(1, Ordering::SeqCst);
        let token = self.tokens[number.min(self.tokens.len() - 1)];
        let keys = Credentials::new("base", "planted-base").unwrap().with_security_token(token).unwrap();
        Box::pin(async { Ok(Provided::lasting(keys)) })
    }

    fn forget(&self, rejected: &Credentials) {
        assert_eq!(rejected.security_token(), Some(self.tokens[0]));
        self.forgotten.fetch_add(1, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn base_credentials_that_sts_rejects_as_expired_are_fetched_once_more() {
    let peer = Peer::answering(|asked| match asked.header("x-acs-security-token") {
        Some("planted-fresh") => assumed(asked),
        Some("planted-forbidden") => Some((403, r#"{"Code": "NoPermission", "Message": "no"}"#.to_owned())),
        _ => Some((403, r#"{"Code": "InvalidSecurityToken.Expired", "Message": "expired"}"#.to_owned())),
    });
    for (tokens, code, fetched, forgotten, calls) in [
        (&["planted-old", "planted-fresh"][..], None, 2, 1, 2),
        (&["planted-old", "planted-older", "planted-fresh"], Some("InvalidSecurityToken.Expired"), 2, 1, 2),
        // The same ones are not tried again.
        (&["planted-old"], Some("InvalidSecurityToken.Expired"), 2, 1, 1),
        (&["planted-forbidden", "planted-fresh"], Some("NoPermission"), 1, 0, 1),
    ] {
        let base = Bases::new(tokens);
        let provider = RamRoleArnCredentials::new(Arc::clone(&base), Role::new(ARN)).with_network(network(&peer));
        let before = peer.asked().len();
        let outcome = provider.provide().await;
        assert_eq!(outcome.as_ref().err().and_then(|error| error.inner()?.code()), code, "{tokens:?}");
        assert_eq!(outcome.is_ok(), code.is_none(), "{tokens:?}");
        assert_eq!(base.counts(), (fetched, forgotten), "{tokens:?}");
        assert_eq!(peer.asked().len() - before, calls, "{tokens:?}");
    }
}

/// The first line that a proxy receives which refuses everything.
pub(super) async fn through_proxy<P: ProvideCredentials>(provider: impl FnOnce(Network) -> P) -> String {
    let proxy = Peer::answering(|_| Some((403, String::new())));
    let mut http = HttpSettings::default();
    http.proxy = Proxy::Url { url: proxy.url(), except: String::new() };
    error(&provider(Network::default().with_http(http))).await;
    proxy.lines().remove(0)
}

#[tokio::test]
async fn sts_is_central_or_in_the_region_or_inside_its_vpc() {
    let role = Role::new(ARN);
    for (role, expected) in [
        (role.clone(), "CONNECT sts.aliyuncs.com:443"),
        (role.clone().with_region("cn-beijing"), "CONNECT sts.cn-beijing.aliyuncs.com:443"),
        (role.with_region("cn-beijing").in_vpc(), "CONNECT sts-vpc.cn-beijing.aliyuncs.com:443"),
    ] {
        let asked = through_proxy(|network| RamRoleArnCredentials::new(base(), role).with_network(network)).await;
        assert_eq!(asked, expected);
    }
}

#[tokio::test]
async fn inside_a_vpc_the_region_has_to_be_set() {
    let text = error(&RamRoleArnCredentials::new(base(), Role::new(ARN).in_vpc())).await;
    assert!(text.contains("set `ALIBABA_CLOUD_STS_REGION`") && text.contains("`.with_region(..)`"), "{text}");
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    write(&token, "planted");
    let environment = Environment::empty()
        .with_var("ALIBABA_CLOUD_ROLE_ARN", ARN)
        .with_var("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "acs:ram::1:oidc-provider/ack")
        .with_var("ALIBABA_CLOUD_OIDC_TOKEN_FILE", token.to_str().unwrap())
        .with_var("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED", "true");
    assert_eq!(error(&OidcCredentials::from_environment(&environment).unwrap()).await, text);
}

#[tokio::test]
async fn a_role_is_assumed_with_an_oidc_token() {
    let peer = Peer::answering_under(DATE, assumed);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    write(&file, " planted.oidc.token\n");
    let environment = Environment::empty()
        .with_var("ALIBABA_CLOUD_ROLE_ARN", ARN)
        .with_var("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "acs:ram::1:oidc-provider/ack")
        .with_var("ALIBABA_CLOUD_OIDC_TOKEN_FILE", file.to_str().unwrap())
        .with_var("ALIBABA_CLOUD_ROLE_SESSION_NAME", "pod");
    let provider = OidcCredentials::from_environment(&environment).unwrap().with_network(network(&peer));
    assert_eq!(keys(&provider).await, "STS.id planted-secret planted-token");
    let asked = peer.asked().remove(0);
    for parameter in [
        "Action=AssumeRoleWithOIDC",
        "Version=2015-04-01",
        "OIDCProviderArn=acs%3Aram%3A%3A1%3Aoidc-provider%2Fack",
        "OIDCToken=planted.oidc.token",
        "RoleSessionName=pod",
        "DurationSeconds=3600",
    ] {
        assert!(asked.has(parameter), "{parameter}: {asked:?}");
    }
    assert!(!asked.target.contains("planted"), "the token is sent in the body");
    assert_eq!(asked.header("authorization"), None);
    // The file is read again, as its owner renews it.
    write(&file, "planted.second");
    keys(&provider).await;
    assert!(peer.asked()[1].has("OIDCToken=planted.second"));
}

#[tokio::test]
async fn a_broken_oidc_token_is_an_error_that_names_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    let provider = OidcCredentials::new(Role::new(ARN), "acs:ram::1:oidc-provider/ack", &file);
    let text = error(&provider).await;
    assert!(text.contains("does not exist") && text.contains("token"), "{text}");
    for content in ["", " \n", "planted token"] {
        write(&file, content);
        let text = error(&provider).await;
        assert!(text.contains(file.to_str().unwrap()), "{text}");
    }
    std::fs::write(&file, b"planted\n\xff").unwrap();
    let text = error(&provider).await;
    assert!(text.contains("line 2"), "{text}");
    let folder_itself = OidcCredentials::new(Role::new(ARN), "acs:ram::1:oidc-provider/ack", folder.path());
    let text = error(&folder_itself).await;
    assert!(text.contains("not a regular file"), "{text}");
}

#[test]
fn each_of_the_three_variables_is_needed() {
    let names = ["ALIBABA_CLOUD_ROLE_ARN", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "ALIBABA_CLOUD_OIDC_TOKEN_FILE"];
    for missing in names {
        let others = names.iter().filter(|name| **name != missing);
        let environment = others.fold(Environment::empty(), |environment, name| environment.with_var(*name, "x"));
        let text = OidcCredentials::from_environment(&environment).unwrap_err().to_string();
        assert!(text.contains(&format!("`{missing}`")), "{text}");
    }
}

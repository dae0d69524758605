//! The default chain: what comes first, what is skipped, what is an error.

use std::sync::{Arc, Mutex};

use ice_runtime::credentials::{CachedCredentials, DefaultCredentials, Environment, Network, ProvideCredentials};
use ice_tests::peer::{Answer, Peer};

use super::roles::assumed;
use super::{error, home, keys, nowhere, shown, write};

const METADATA_KEYS: &str = r#"{"Code": "Success", "AccessKeyId": "ecs", "AccessKeySecret": "planted", "SecurityToken": "t", "Expiration": "2099-01-02T04:04:05Z"}"#;
const CLI: &str = r#"{"current": "default", "profiles": [{"name": "default", "mode": "AK", "access_key_id": "cli", "access_key_secret": "planted"}]}"#;
const INI: &str = "[default]\ntype = access_key\naccess_key_id = ini\naccess_key_secret = planted\n";

fn metadata() -> Peer {
    Peer::answering(|asked| {
        let body = match (asked.method.as_str(), asked.target.as_str()) {
            ("PUT", _) => "token".to_owned(),
            (_, "/uri") => METADATA_KEYS.replace("ecs", "uri"),
            (_, path) if path.ends_with('/') => "worker".to_owned(),
            _ => METADATA_KEYS.to_owned(),
        };
        Some((200, body))
    })
}

/// Removes one source after the other, and checks which comes next.
#[tokio::test]
async fn the_first_configured_source_gives_the_credentials() {
    let (sts, metadata) = (Peer::answering(assumed), metadata());
    let network = Network::default().with_sts_endpoint(sts.endpoint()).with_metadata_endpoint(metadata.endpoint());
    let (home, environment) = home(&[
        (".aliyun/config.json", CLI),
        (".alibabacloud/credentials", INI),
        (".alibabacloud/credentials.ini", &INI.replace("= ini", "= second-ini")),
        ("token", "planted-oidc"),
    ]);
    let uri = environment.with_var("ALIBABA_CLOUD_CREDENTIALS_URI", format!("{}/uri", metadata.url()));
    let oidc = uri
        .clone()
        .with_var("ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/r")
        .with_var("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "p")
        .with_var("ALIBABA_CLOUD_OIDC_TOKEN_FILE", home.path().join("token").to_str().unwrap());
    let variables = oidc
        .clone()
        .with_var("ALIBABA_CLOUD_ACCESS_KEY_ID", "variables")
        .with_var("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "planted");
    let chain = |environment: &Environment| DefaultCredentials::new(environment.clone()).with_network(network.clone());

    assert_eq!(keys(&chain(&variables)).await, "variables planted -");
    assert_eq!(keys(&chain(&oidc)).await, "STS.id planted-secret planted-token");
    assert_eq!(keys(&chain(&uri)).await, "cli planted -");
    let off = uri.clone().with_var("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true");
    assert_eq!(keys(&chain(&off)).await, "ini planted -");
    std::fs::remove_file(home.path().join(".aliyun/config.json")).unwrap();
    assert_eq!(keys(&chain(&uri)).await, "ini planted -");
    std::fs::remove_file(home.path().join(".alibabacloud/credentials")).unwrap();
    assert_eq!(keys(&chain(&uri)).await, "second-ini planted -");
    std::fs::remove_file(home.path().join(".alibabacloud/credentials.ini")).unwrap();
    assert_eq!(keys(&chain(&uri)).await, "ecs planted t");
    let off = uri.with_var("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");
    assert_eq!(keys(&chain(&off)).await, "uri planted t");
}

#[tokio::test]
async fn an_incomplete_oidc_configuration_is_skipped() {
    let (_home, environment) = home(&[(".aliyun/config.json", CLI)]);
    let environment = environment.with_var("ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/r");
    assert_eq!(keys(&DefaultCredentials::new(environment).with_network(nowhere())).await, "cli planted -");
}

#[tokio::test]
async fn a_profile_without_a_mode_and_keys_is_skipped() {
    for members in
        [r#""ram_role_arn": "a""#, r#""sts_token": "planted""#, r#""oidc_provider_arn": "p", "ram_role_arn": "a""#]
    {
        let cli = format!(r#"{{"profiles": [{{"name": "default", {members}}}]}}"#);
        let (_home, environment) = home(&[(".aliyun/config.json", &cli), (".alibabacloud/credentials", INI)]);
        assert_eq!(keys(&DefaultCredentials::new(environment).with_network(nowhere())).await, "ini planted -");
    }
}

#[tokio::test]
async fn a_broken_configuration_is_not_skipped() {
    let metadata = metadata();
    let network = nowhere().with_metadata_endpoint(metadata.endpoint());
    let set = |environment: Environment, names: &[(&str, &str)]| {
        let with = |environment: Environment, (name, value): &(&str, &str)| environment.with_var(*name, *value);
        names.iter().fold(environment, with)
    };
    let oidc = [
        ("ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/r"),
        ("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "p"),
        ("ALIBABA_CLOUD_OIDC_TOKEN_FILE", "/not/there"),
    ];
    for (files, names, expected) in [
        (&[][..], &[("ALIBABA_CLOUD_ACCESS_KEY_ID", "i")][..], "`ALIBABA_CLOUD_ACCESS_KEY_SECRET`"),
        (&[], &oidc, "/not/there"),
        (&[(".aliyun/config.json", "{planted")], &[], "config.json"),
        (&[(".aliyun/config.json", "{\"current\": \"x\", \"profiles\": [{\"name\": \"y\"}]}")], &[], "`x`"),
        (&[(".aliyun/config.json", "{\"profiles\": [{\"mode\": \"AK\"}]}")], &[], "`default`"),
        (&[(".alibabacloud/credentials", "[default]\nplanted")], &[], "line 2"),
        (&[], &[("ALIBABA_CLOUD_CREDENTIALS_FILE", "/not/there")], "`ALIBABA_CLOUD_CREDENTIALS_FILE`"),
        (&[], &[("ALIBABA_CLOUD_ECS_METADATA", "no name")], "`ALIBABA_CLOUD_ECS_METADATA`"),
        (&[(".aliyun/config.json", CLI), (".alibabacloud/credentials", INI)], &[("ALIBABA_CLOUD_PROFILE", "z")], "`z`"),
        (&[(".alibabacloud/credentials", INI)], &[("ALIBABA_CLOUD_PROFILE", "z")], "[z]"),
    ] {
        let (_home, environment) = home(files);
        let chain = DefaultCredentials::new(set(environment, names)).with_network(network.clone());
        let text = error(&chain).await;
        assert!(text.contains(expected), "{text}");
        assert!(metadata.asked().is_empty(), "no other source is asked: {text}");
    }
    let uri = Environment::empty()
        .with_var("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")
        .with_var("ALIBABA_CLOUD_CREDENTIALS_URI", "planted");
    let text = error(&DefaultCredentials::new(uri)).await;
    assert!(text.contains("`ALIBABA_CLOUD_CREDENTIALS_URI`"), "{text}");
}

#[tokio::test]
async fn a_profile_may_be_in_either_file() {
    let (home, environment) = home(&[(".aliyun/config.json", CLI)]);
    write(&home.path().join(".alibabacloud/credentials"), &INI.replace("default", "z"));
    let named = environment.with_var("ALIBABA_CLOUD_PROFILE", "z");
    assert_eq!(keys(&DefaultCredentials::new(named).with_network(nowhere())).await, "ini planted -");
}

#[tokio::test]
async fn the_error_of_an_empty_chain_says_what_to_do() {
    let (_home, environment) = home(&[]);
    let text = error(&DefaultCredentials::new(environment.clone()).with_network(nowhere())).await;
    for part in [
        "set `ALIBABA_CLOUD_ACCESS_KEY_ID`",
        "config.json",
        ".alibabacloud/credentials",
        "ECS",
        "ALIBABA_CLOUD_CREDENTIALS_URI",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let named = environment.with_var("ALIBABA_CLOUD_ECS_METADATA", "worker");
    let text = error(&DefaultCredentials::new(named).with_network(nowhere())).await;
    assert!(text.contains("ECS") && !text.contains("config.json"), "{text}");
}

/// A metadata service whose answer can be changed, a server with other credentials, and the chain over both.
struct Served {
    keys: Arc<Mutex<Answer>>,
    metadata: Peer,
    uri: Peer,
    chain: DefaultCredentials,
}

impl Served {
    fn start() -> Self {
        let keys = Arc::new(Mutex::new(Some((200, METADATA_KEYS.to_owned()))));
        let answer = Arc::clone(&keys);
        let metadata = Peer::answering(move |asked| match (asked.method.as_str(), asked.target.as_str()) {
            ("PUT", _) => Some((200, "token".to_owned())),
            (_, path) if path.ends_with('/') => Some((200, "worker".to_owned())),
            _ => answer.lock().unwrap().clone(),
        });
        let uri = Peer::answering(|_| Some((200, METADATA_KEYS.replace("ecs", "uri"))));
        let environment = Environment::empty().with_var("ALIBABA_CLOUD_CREDENTIALS_URI", uri.url());
        let chain =
            DefaultCredentials::new(environment).with_network(nowhere().with_metadata_endpoint(metadata.endpoint()));
        Self { keys, metadata, uri, chain }
    }

    fn answer(&self, answer: Answer) {
        *self.keys.lock().unwrap() = answer;
    }
}

#[tokio::test]
async fn after_the_first_success_no_other_source_is_asked() {
    let served = Served::start();
    let (chain, clone) = (&served.chain, served.chain.clone());
    assert_eq!(keys(chain).await, "ecs planted t");
    for (answer, expected) in [
        (Some((500, String::new())), "status 500"),
        (Some((200, r#"{"Code": "Failed"}"#.to_owned())), "`Failed`"),
        (Some((200, "{planted".to_owned())), "line 1"),
        (None, "the ECS instance role"),
    ] {
        served.answer(answer);
        for chain in [chain, &clone] {
            let text = error(chain).await;
            assert!(text.contains(expected), "{text}");
        }
    }
    served.answer(Some((200, METADATA_KEYS.replace("planted", "planted-new"))));
    assert_eq!(keys(&clone).await, "ecs planted-new t");
    served.metadata.stop();
    let text = error(chain).await;
    assert!(text.contains("the ECS instance role") && !text.contains("looked in"), "{text}");
    assert!(served.uri.asked().is_empty(), "it has another account's credentials");
}

#[tokio::test]
async fn rejected_credentials_are_fetched_again_from_their_own_source() {
    let served = Served::start();
    let cache = CachedCredentials::new(served.chain.clone());
    let first = cache.get().await.unwrap();
    cache.forget(&first);
    served.answer(Some((500, String::new())));
    let text = shown(&cache.get().await.unwrap_err());
    assert!(text.contains("status 500"), "{text}");
    served.answer(Some((200, METADATA_KEYS.replace("planted", "planted-new"))));
    let second = cache.get().await.unwrap();
    assert_eq!(second.access_key_secret(), "planted-new");
    cache.forget(&second);
    served.metadata.stop();
    let text = shown(&cache.get().await.unwrap_err());
    assert!(text.contains("the ECS instance role") && !text.contains("looked in"), "{text}");
    assert!(served.uri.asked().is_empty(), "it has another account's credentials");
}

#[tokio::test]
async fn a_file_that_gave_credentials_is_read_again() {
    let (home, environment) = home(&[(".alibabacloud/credentials", INI)]);
    let chain = DefaultCredentials::new(environment).with_network(nowhere());
    assert_eq!(keys(&chain).await, "ini planted -");
    write(&home.path().join(".aliyun/config.json"), CLI);
    write(&home.path().join(".alibabacloud/credentials"), &INI.replace("= ini", "= new"));
    assert_eq!(keys(&chain).await, "new planted -");
    std::fs::remove_file(home.path().join(".alibabacloud/credentials")).unwrap();
    let text = error(&chain).await;
    assert!(text.contains(".alibabacloud/credentials"), "{text}");
}

#[tokio::test]
async fn a_broken_instance_role_is_not_skipped() {
    let served = Served::start();
    for (answer, expected) in [
        (Some((500, String::new())), "status 500"),
        (Some((404, String::new())), "`worker`"),
        (Some((200, r#"{"Code": "Failed"}"#.to_owned())), "`Failed`"),
        (Some((200, "{planted".to_owned())), "line 1"),
        (Some((200, r#"{"AccessKeyId": "i", "AccessKeySecret": "planted"}"#.to_owned())), "`Expiration`"),
        (None, "the ECS instance role"),
    ] {
        served.answer(answer);
        let text = error(&served.chain).await;
        assert!(text.contains(expected) && text.contains("`ALIBABA_CLOUD_ECS_METADATA_DISABLED=true`"), "{text}");
    }
    assert!(served.uri.asked().is_empty(), "it has another account's credentials");
}

/// Outside of ECS, anything may answer at the address of the metadata service.
#[tokio::test]
async fn a_metadata_service_that_names_no_role_is_skipped() {
    let uri = Peer::answering(|_| Some((200, METADATA_KEYS.replace("ecs", "uri"))));
    let environment = Environment::empty().with_var("ALIBABA_CLOUD_CREDENTIALS_URI", uri.url());
    let chain = |network| DefaultCredentials::new(environment.clone()).with_network(network);
    for token in [200, 404, 500] {
        for list in [404, 500, 403, 200] {
            let answer = move |status, body: &str| Some((status, body.to_owned()));
            let metadata = Peer::answering(move |asked| match asked.method.as_str() {
                "PUT" => answer(token, "token"),
                _ => answer(list, "<html>"),
            });
            let chain = chain(nowhere().with_metadata_endpoint(metadata.endpoint()));
            assert_eq!(keys(&chain).await, "uri planted t");
        }
    }
    assert_eq!(uri.asked().len(), 12);
    assert_eq!(keys(&chain(nowhere())).await, "uri planted t");
}

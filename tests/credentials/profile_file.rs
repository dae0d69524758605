//! The SDKs' `~/.alibabacloud/credentials`.

use ice_runtime::credentials::{Environment, Network, ProfileFileCredentials};
use ice_tests::peer::Peer;

use super::roles::assumed;
use super::{error, home, keys, nowhere, write};

fn file(content: &str) -> (tempfile::TempDir, Environment) {
    home(&[(".alibabacloud/credentials", content)])
}

fn provider(environment: &Environment) -> ProfileFileCredentials {
    ProfileFileCredentials::new(environment.clone()).with_network(nowhere())
}

#[tokio::test]
async fn keys_are_read_from_the_file() {
    for (content, expected) in [
        ("[default]\ntype = access_key\naccess_key_id = id\naccess_key_secret = planted#1;2\n", "id planted#1;2 -"),
        (
            "# file\r\n[default]      # main\r\nenable = true   # on\r\ntype = access_key # kind\r\naccess_key_id = id # Key\r\naccess_key_secret = planted   # Secret\r\n",
            "id planted -",
        ),
        (
            "[default]\ntype=sts\naccess_key_id=id\naccess_key_secret=planted\nsecurity_token=planted+token==\n",
            "id planted planted+token==",
        ),
        ("[other]\ntype = x\n[default]\ntype: access_key\naccess_key_id: id\naccess_key_secret: \"planted # 1\"\n", ""),
    ] {
        let (_home, environment) = file(content);
        if expected.is_empty() {
            assert!(error(&provider(&environment)).await.contains("`access_key_secret`"), "{content}");
        } else {
            assert_eq!(keys(&provider(&environment)).await, expected, "{content}");
        }
    }
}

fn pair(section: &str, id: &str) -> String {
    format!("[{section}]\ntype = access_key\naccess_key_id = {id}\naccess_key_secret = planted\n")
}

#[tokio::test]
async fn variables_name_the_file_and_the_section() {
    let (home, environment) =
        home(&[(".alibabacloud/credentials.ini", &(pair("default", "ini") + &pair("b", "ini-b")))]);
    assert_eq!(keys(&provider(&environment)).await, "ini planted -");
    let named = environment.clone().with_var("ALIBABA_CLOUD_PROFILE", "b");
    assert_eq!(keys(&provider(&named)).await, "ini-b planted -");
    write(&home.path().join(".alibabacloud/credentials"), &pair("default", "plain"));
    assert_eq!(keys(&provider(&environment)).await, "plain planted -");
    let other = home.path().join("other");
    let set = environment.with_var("ALIBABA_CLOUD_CREDENTIALS_FILE", other.to_str().unwrap());
    assert!(error(&provider(&set)).await.contains("`ALIBABA_CLOUD_CREDENTIALS_FILE`"));
    write(&other, &pair("default", "other"));
    assert_eq!(keys(&provider(&set)).await, "other planted -");
    assert!(error(&provider(&set).with_profile("c")).await.contains("[c]"));
}

#[tokio::test]
async fn roles_and_uris_work_in_a_section() {
    let sts = Peer::answering(assumed);
    let metadata = Peer::answering(|asked| {
        let body = r#"{"Code": "Success", "AccessKeyId": "ecs", "AccessKeySecret": "planted", "SecurityToken": "t", "Expiration": "2099-01-02T04:04:05Z"}"#;
        Some((200, if asked.method == "PUT" { "token" } else { body }.to_owned()))
    });
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    write(&token, "planted-oidc");
    let (_home, environment) = file(&format!(
        "[role]\ntype = ram_role_arn\naccess_key_id = base\naccess_key_secret = planted\nrole_arn = acs:ram::1:role/r\nrole_session_name = s\npolicy = {{\"Version\": \"1\", \"Statement\": []}}\n\
         [ecs]\ntype = ecs_ram_role\nrole_name = worker\n\
         [uri]\ntype = credentials_uri\ncredentials_uri = {}/uri\n\
         [oidc]\ntype = oidc_role_arn\nrole_arn = acs:ram::1:role/r\noidc_provider_arn = p\noidc_token_file_path = {}\nrole_session_name = s\n",
        metadata.url(),
        token.display()
    ));
    let network = Network::default().with_sts_endpoint(sts.endpoint()).with_metadata_endpoint(metadata.endpoint());
    let provider = ProfileFileCredentials::new(environment).with_network(network);
    let assumed = "STS.id planted-secret planted-token";
    assert_eq!(keys(&provider.clone().with_profile("role")).await, assumed);
    assert!(sts.lines()[0].contains("Policy=%7B%22Version%22%3A%20%221%22%2C%20%22Statement%22%3A%20%5B%5D%7D"));
    assert_eq!(keys(&provider.clone().with_profile("oidc")).await, assumed);
    assert_eq!(keys(&provider.clone().with_profile("ecs")).await, "ecs planted t");
    assert_eq!(keys(&provider.with_profile("uri")).await, "ecs planted t");
}

#[tokio::test]
async fn the_command_line_clients_types_are_unknown_here() {
    for kind in ["OAuth", "rsakeypair", "anonymous", "AK"] {
        let (_home, environment) = file(&format!("[default]\ntype = {kind}\n"));
        let text = error(&provider(&environment)).await;
        assert!(text.contains("line 2") && text.contains("it is unknown: use `access_key`"), "{text}");
    }
}

#[tokio::test]
async fn an_error_names_the_broken_entry_with_its_line() {
    for (content, expected) in [
        ("[default]\ntype = access_key\naccess_key_id = planted\n", "`access_key_secret`"),
        ("[default]\ntype = access_key\naccess_key_id = i\naccess_key_secret = planted secret\n", "line 4"),
        ("[default]\ntype = sts\naccess_key_id = i\naccess_key_secret = planted\n", "`security_token`"),
        ("[default]\naccess_key_id = planted\n", "`type`"),
        ("[default]\ntype = planted\n", "`type`"),
        ("[default]\ntype = rsa_key_pair\npublic_key_id = planted\n", "`ram_role_arn`"),
        ("[default]\nplanted\n", "line 2"),
        ("[default\nplanted\n", "line 1"),
        ("[other]\ntype = access_key\n", "[default]"),
        ("[default]\nenable = false\ntype = access_key\n", "enable = false"),
        ("", "[default]"),
    ] {
        let (_home, environment) = file(content);
        let text = error(&provider(&environment)).await;
        assert!(text.contains(expected) && text.contains("credentials"), "{content}: {text}");
    }
}

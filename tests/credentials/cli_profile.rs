//! The command-line client's `~/.aliyun/config.json`.

use ice_runtime::credentials::{CliProfileCredentials, Environment, Network};
use ice_tests::peer::Peer;

use super::roles::{assumed, through_proxy};
use super::{error, home, keys, nowhere, write};

const ARN: &str = "acs:ram::1:role/media";

/// A file whose current profile is `main`.
fn config(profiles: &str) -> (tempfile::TempDir, Environment) {
    home(&[(
        ".aliyun/config.json",
        &format!("{{\"current\": \"main\", \"profiles\": [{profiles}], \"meta_path\": \"\"}}"),
    )])
}

fn provider(environment: &Environment) -> CliProfileCredentials {
    CliProfileCredentials::new(environment.clone()).with_network(nowhere())
}

#[tokio::test]
async fn keys_are_read_from_the_file() {
    for (profile, expected) in [
        (
            r#"{"name": "main", "mode": "AK", "access_key_id": "id", "access_key_secret": "planted#1", "sts_token": "x"}"#,
            "id planted#1 -",
        ),
        (
            r#"{"name": "main", "mode": "ak", "access_key_id": " id ", "access_key_secret": "planted\n", "retry_timeout": 0}"#,
            "id planted -",
        ),
        (
            r#"{"name": "main", "mode": "StsToken", "access_key_id": "id", "access_key_secret": "planted", "sts_token": "planted-token"}"#,
            "id planted planted-token",
        ),
        (
            r#"{"name": "main", "mode": "", "access_key_id": "id", "access_key_secret": "planted", "verified": null}"#,
            "id planted -",
        ),
        (
            r#"{"name": "x", "mode": {"odd": [1, 2.5, true]}}, null, {"name": "main", "access_key_id": "id", "access_key_secret": "planted", "sts_token": "t"}"#,
            "id planted t",
        ),
    ] {
        let (_home, environment) = config(profile);
        assert_eq!(keys(&provider(&environment)).await, expected, "{profile}");
    }
}

/// What distinguishes the modes: the credentials, or an error that only this mode gives here.
#[tokio::test]
async fn the_mode_of_a_profile_without_one_is_inferred_from_its_members() {
    let pair = r#""access_key_id": "id", "access_key_secret": "planted""#;
    let token = r#""sts_token": "t""#;
    let role = r#""ram_role_arn": "acs:ram::1:role/media""#;
    let key_pair = r#""private_key": "planted", "key_pair_name": "k""#;
    let instance = r#""ram_role_name": "worker""#;
    let command = r#""process_command": "'""#;
    let identity = r#""oidc_provider_arn": "p""#;
    let file = r#""oidc_token_file": "/not/there""#;
    let portal = r#""cloud_sso_sign_in_url": "https://x""#;
    for (members, expected) in [
        (&[portal, identity, file, command, instance, key_pair, role, pair, token][..], "id planted t"),
        (&[portal, identity, file, command, instance, key_pair, role, pair], "the role could not be assumed"),
        (&[portal, identity, file, command, instance, key_pair, pair], "id planted -"),
        (&[instance, role, r#""access_key_id": "id""#], "`access_key_secret`"),
        (&[instance, role, r#""access_key_secret": "planted""#], "`access_key_id`"),
        (&[portal, identity, file, command, instance, key_pair, role, token], "`RsaKeyPair`"),
        (&[portal, identity, file, command, instance, role, token], "the ECS instance role"),
        (&[portal, identity, file, command, role, token], "`process_command`"),
        (&[portal, identity, file, role, token], "/not/there"),
        (&[portal, file, role, token], "`CloudSSO`"),
        (&[portal, identity, role, token], "`CloudSSO`"),
        (&[portal, identity, file, token], "`CloudSSO`"),
        (&[identity, role, token, r#""private_key": "planted""#], "not configured"),
        (&[role], "not configured"),
    ] {
        let (_home, environment) = config(&format!(r#"{{"name": "main", {}}}"#, members.join(", ")));
        let provider = provider(&environment);
        if expected.starts_with("id ") {
            assert_eq!(keys(&provider).await, expected, "{members:?}");
        } else {
            let text = error(&provider).await;
            assert!(text.contains(expected), "{members:?}: {text}");
        }
    }
}

#[tokio::test]
async fn the_current_or_the_named_profile_is_used() {
    let (_home, environment) = config(
        r#"{"name": "main", "mode": "AK", "access_key_id": "1", "access_key_secret": "planted"},
           {"name": "second", "mode": "AK", "access_key_id": "2", "access_key_secret": "planted"}"#,
    );
    assert_eq!(keys(&provider(&environment)).await, "1 planted -");
    assert_eq!(keys(&provider(&environment).with_profile("second")).await, "2 planted -");
    let named = environment.clone().with_var("ALIBABA_CLOUD_PROFILE", "second");
    assert_eq!(keys(&provider(&named)).await, "2 planted -");
    let text = error(&provider(&environment).with_profile("third")).await;
    assert!(text.contains("`third`") && text.contains("config.json"), "{text}");
}

#[tokio::test]
async fn the_file_is_read_each_time() {
    let (home, environment) =
        config(r#"{"name": "main", "mode": "AK", "access_key_id": "1", "access_key_secret": "planted"}"#);
    let provider = provider(&environment);
    assert_eq!(keys(&provider).await, "1 planted -");
    write(
        &home.path().join(".aliyun/config.json"),
        "\u{feff}{\"profiles\": [{\"name\": \"default\", \"mode\": \"AK\", \"access_key_id\": \"2\", \"access_key_secret\": \"planted\"}]}",
    );
    assert_eq!(keys(&provider).await, "2 planted -");
}

#[tokio::test]
async fn a_role_is_assumed_with_keys_or_with_another_profile() {
    let peer = Peer::answering(assumed);
    let network = Network::default().with_sts_endpoint(peer.endpoint());
    let role = format!(r#""ram_role_arn": "{ARN}", "ram_session_name": "s", "expired_seconds": 900"#);
    let (_home, environment) = config(&format!(
        r#"{{"name": "main", "mode": "ChainableRamRoleArn", "source_profile": "middle", {role}, "external_id": "e"}},
           {{"name": "middle", "mode": "RamRoleArn", "access_key_id": "base", "access_key_secret": "planted", "sts_token": "planted-base-token", {role}}}"#,
    ));
    let provider = CliProfileCredentials::new(environment).with_network(network);
    assert_eq!(keys(&provider).await, "STS.id planted-secret planted-token");
    let asked = peer.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].header("x-acs-security-token"), Some("planted-base-token"));
    assert_eq!(asked[1].header("x-acs-security-token"), Some("planted-token"));
    for parameter in ["RoleArn=acs%3Aram%3A%3A1%3Arole%2Fmedia", "RoleSessionName=s", "DurationSeconds=900"] {
        assert!(asked[0].has(parameter) && asked[1].has(parameter), "{parameter}");
    }
    assert!(asked[1].has("ExternalId=e") && !asked[0].has("ExternalId=e"));
}

#[tokio::test]
async fn numbers_and_nulls_are_read_as_by_the_command_line_client() {
    let peer = Peer::answering(assumed);
    for (members, expected) in [
        (r#""expired_seconds": 1800.0"#, Ok("DurationSeconds=1800")),
        (r#""expired_seconds": 1.8e3"#, Ok("DurationSeconds=1800")),
        (r#""expired_seconds": "1800""#, Ok("DurationSeconds=1800")),
        (r#""expired_seconds": 0.0"#, Ok("DurationSeconds=3600")),
        (r#""expired_seconds": 1800, "expired_seconds": null"#, Ok("DurationSeconds=3600")),
        (r#""expired_seconds": null, "expired_seconds": 1800"#, Ok("DurationSeconds=1800")),
        (r#""ram_session_name": "s", "ram_session_name": []"#, Ok("RoleSessionName=ice-runtime")),
        (r#""ram_session_name": 12345678901234567890123"#, Ok("RoleSessionName=12345678901234567890123")),
        (r#""ram_session_name": true"#, Ok("RoleSessionName=true")),
        (r#""expired_seconds": 1800.5"#, Err("`expired_seconds`")),
        (r#""expired_seconds": 1e999"#, Err("`expired_seconds`")),
    ] {
        let (_home, environment) = config(&format!(
            r#"{{"name": "main", "mode": "RamRoleArn", "access_key_id": "i", "access_key_secret": "planted", "ram_role_arn": "{ARN}", {members}}}"#
        ));
        let network = Network::default().with_sts_endpoint(peer.endpoint());
        let provider = CliProfileCredentials::new(environment).with_network(network);
        match expected {
            Ok(parameter) => {
                keys(&provider).await;
                assert!(peer.asked().last().unwrap().has(parameter), "{members}: {parameter}");
            }
            Err(expected) => assert!(error(&provider).await.contains(expected), "{members}"),
        }
    }
}

#[tokio::test]
async fn oidc_instance_roles_and_uris_work_in_a_profile() {
    let sts = Peer::answering(assumed);
    let metadata = Peer::answering(|asked| {
        let body = r#"{"Code": "Success", "AccessKeyId": "ecs", "AccessKeySecret": "planted", "SecurityToken": "t", "Expiration": "2099-01-02T04:04:05Z"}"#;
        let body = if asked.method == "PUT" { "token" } else { body };
        Some((200, body.to_owned()))
    });
    let network = Network::default().with_sts_endpoint(sts.endpoint()).with_metadata_endpoint(metadata.endpoint());
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    write(&token, "planted-oidc");
    let (_home, environment) = config(&format!(
        r#"{{"name": "oidc", "mode": "OIDC", "ram_role_arn": "{ARN}", "oidc_provider_arn": "p", "oidc_token_file": {:?}, "ram_session_name": "s"}},
           {{"name": "ecs", "mode": "EcsRamRole", "ram_role_name": "worker"}},
           {{"name": "both", "mode": "RamRoleArnWithRoleName", "ram_role_name": "worker", "ram_role_arn": "{ARN}"}},
           {{"name": "uri", "mode": "CredentialsURI", "credentials_uri": "{}/uri"}}"#,
        token.to_str().unwrap(),
        metadata.url(),
    ));
    let provider = CliProfileCredentials::new(environment).with_network(network);
    let assumed = "STS.id planted-secret planted-token";
    assert_eq!(keys(&provider.clone().with_profile("oidc")).await, assumed);
    assert!(sts.asked()[0].has("OIDCToken=planted-oidc"));
    assert_eq!(keys(&provider.clone().with_profile("ecs")).await, "ecs planted t");
    assert!(metadata.lines()[1].ends_with("/worker"));
    assert_eq!(keys(&provider.clone().with_profile("both")).await, assumed);
    assert_eq!(keys(&provider.with_profile("uri")).await, "ecs planted t");
}

#[cfg(unix)]
#[tokio::test]
async fn a_profile_can_name_a_command() {
    let (home, environment) =
        config(r#"{"name": "main", "mode": "External", "process_command": "sh HOME/keys.sh planted-argument"}"#);
    let path = home.path().join(".aliyun/config.json");
    let text = std::fs::read_to_string(&path).unwrap().replace("HOME", home.path().to_str().unwrap());
    write(&path, &text);
    write(
        &home.path().join("keys.sh"),
        r#"echo "{\"mode\": \"AK\", \"access_key_id\": \"$1\", \"access_key_secret\": \"planted\"}""#,
    );
    assert_eq!(keys(&provider(&environment)).await, "planted-argument planted -");
}

/// A profile, and a part of its error message.
const BROKEN: &[(&str, &str)] = &[
    (r#"{"name": "main", "mode": "AK", "access_key_id": "planted"}"#, "`access_key_secret`"),
    (r#"{"name": "main", "mode": "AK", "access_key_id": "", "access_key_secret": ""}"#, "`access_key_id`"),
    (
        r#"{"name": "main", "mode": "AK", "access_key_id": "i", "access_key_secret": "planted secret"}"#,
        "`access_key_secret`",
    ),
    (r#"{"name": "main", "mode": "StsToken", "access_key_id": "i", "access_key_secret": "planted"}"#, "`sts_token`"),
    (
        r#"{"name": "main", "mode": "RamRoleArn", "access_key_id": "i", "access_key_secret": "planted"}"#,
        "`ram_role_arn`",
    ),
    (
        r#"{"name": "main", "mode": "RamRoleArn", "access_key_id": "i", "access_key_secret": "planted", "ram_role_arn": "a", "expired_seconds": "planted"}"#,
        "`expired_seconds`",
    ),
    (r#"{"name": "main", "mode": "OIDC", "ram_role_arn": "a", "oidc_provider_arn": "p"}"#, "`oidc_token_file`"),
    (r#"{"name": "main", "mode": "External"}"#, "`process_command`"),
    (r#"{"name": "main", "mode": "CredentialsURI", "credentials_uri": "planted"}"#, "`credentials_uri`"),
    (r#"{"name": "main", "mode": "ChainableRamRoleArn", "ram_role_arn": "a"}"#, "`source_profile`"),
    (
        r#"{"name": "main", "mode": "ChainableRamRoleArn", "ram_role_arn": "a", "source_profile": "gone"}"#,
        "`source_profile`: there is no profile `gone`",
    ),
    (r#"{"name": "main", "mode": "ChainableRamRoleArn", "ram_role_arn": "a", "source_profile": "main"}"#, "leads back"),
    (
        r#"{"name": "main", "mode": "ChainableRamRoleArn", "ram_role_arn": "a", "source_profile": "b"},
               {"name": "b", "mode": "ChainableRamRoleArn", "ram_role_arn": "a", "source_profile": "c"},
               {"name": "c", "mode": "ChainableRamRoleArn", "ram_role_arn": "a", "source_profile": "b"}"#,
        "leads back",
    ),
    (r#"{"name": "main", "mode": "CloudSSO", "access_token": "planted"}"#, "`CloudSSO`"),
    (r#"{"name": "main", "mode": "OAuth", "oauth_access_token": "planted"}"#, "`OAuth`"),
    (r#"{"name": "main", "cloud_sso_sign_in_url": "https://x"}"#, "`CloudSSO`"),
    (r#"{"name": "main", "mode": "planted"}"#, "`mode`"),
    (r#"{"name": "other", "mode": "AK"}"#, "there is no profile `main`"),
    (r#"{"mode": "AK"}, {"name": null}, null"#, "there is no profile `main`"),
    (r#"{"name": "main"}"#, "not configured"),
    ("", "no profiles"),
];

#[tokio::test]
async fn a_broken_profile_is_an_error_that_names_the_member() {
    for (profile, expected) in BROKEN {
        let (_home, environment) = config(profile);
        let text = error(&provider(&environment)).await;
        assert!(text.contains(expected) && text.contains("config.json"), "{profile}: {text}");
    }
}

#[tokio::test]
async fn a_very_long_chain_is_an_error_and_not_a_crash() {
    let link = |number: usize| {
        let next = number + 1;
        format!(r#",{{"name":"{number}","mode":"ChainableRamRoleArn","ram_role_arn":"a","source_profile":"{next}"}}"#)
    };
    let profiles: String = (0..9000).map(link).collect();
    let (_home, environment) = config(&profiles[1..]);
    let text = error(&provider(&environment).with_profile("0")).await;
    assert!(text.contains("too long"), "{text}");
    // A chain may have up to sixteen profiles before the last one.
    let text = error(&provider(&environment).with_profile("8984")).await;
    assert!(text.contains("there is no profile `9000`"), "{text}");
    let text = error(&provider(&environment).with_profile("8983")).await;
    assert!(text.contains("too long"), "{text}");
}

#[tokio::test]
async fn a_profile_sets_the_endpoint_of_sts() {
    for (members, expected) in [
        ("", "CONNECT sts.aliyuncs.com:443"),
        (r#", "sts_region": "cn-beijing""#, "CONNECT sts.cn-beijing.aliyuncs.com:443"),
        (r#", "sts_region": "cn-beijing", "enable_vpc": true"#, "CONNECT sts-vpc.cn-beijing.aliyuncs.com:443"),
    ] {
        let (_home, environment) = config(&format!(
            r#"{{"name": "main", "access_key_id": "i", "access_key_secret": "planted", "ram_role_arn": "{ARN}"{members}}}"#
        ));
        let asked = through_proxy(|network| provider(&environment).with_network(network)).await;
        assert_eq!(asked, expected);
        let variables = environment
            .with_var("ALIBABA_CLOUD_STS_REGION", "cn-hangzhou")
            .with_var("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED", "true");
        let asked = through_proxy(|network| provider(&variables).with_network(network)).await;
        let region = if members.is_empty() { "cn-hangzhou" } else { "cn-beijing" };
        assert_eq!(asked, format!("CONNECT sts-vpc.{region}.aliyuncs.com:443"));
    }
}

#[tokio::test]
async fn a_broken_file_is_an_error_that_names_the_file() {
    for (content, expected) in [
        ("", "line 1"),
        ("{\n\"current\": planted", "line 2"),
        ("{\"current\": \"main\",\n\"profiles\": \"planted\"}", "line 2"),
        ("[\"planted\"]", "line 1"),
        ("null", "line 1"),
    ] {
        let (_home, environment) = home(&[(".aliyun/config.json", content)]);
        let text = error(&provider(&environment)).await;
        assert!(text.contains(expected) && text.contains("config.json"), "{content}: {text}");
    }
    let (_home, environment) = home(&[(".aliyun/config.json/file", "")]);
    let text = error(&provider(&environment)).await;
    assert!(text.contains("not a regular file"), "{text}");
    let deep = format!("{{\"profiles\": {}", "[".repeat(200_000));
    let (_home, environment) = home(&[(".aliyun/config.json", &deep)]);
    error(&provider(&environment)).await;
    let (_home, environment) = home(&[(".aliyun/config.json", &" ".repeat(1024 * 1024 + 1))]);
    let text = error(&provider(&environment)).await;
    assert!(text.contains("1 MiB"), "{text}");
}

#[tokio::test]
async fn a_missing_file_and_a_missing_home_directory_have_different_errors() {
    let (_home, nothing) = home(&[]);
    assert!(error(&provider(&nothing)).await.contains("nothing is set up"));
    assert!(error(&provider(&Environment::empty())).await.contains("no home directory"));
    let (_home, environment) =
        config(r#"{"name": "main", "mode": "AK", "access_key_id": "1", "access_key_secret": "planted"}"#);
    let off = environment.with_var("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true");
    assert!(error(&provider(&off)).await.contains("ALIBABA_CLOUD_CLI_PROFILE_DISABLED"));
}

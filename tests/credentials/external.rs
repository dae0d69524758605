//! Credentials that a command prints.

use ice_runtime::credentials::{Environment, ExternalCredentials, ProvideCredentials};

use super::{error, keys, minutes, write};

fn printed(output: &str) -> (ExternalCredentials, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keys.json");
    write(&file, output);
    let command = format!("cat '{}'", file.display());
    (ExternalCredentials::new(command, Environment::empty()), folder)
}

#[tokio::test]
async fn the_credentials_that_a_command_prints_are_used() {
    let sts =
        r#"{"mode": "StsToken", "access_key_id": "id", "access_key_secret": "planted", "sts_token": "planted-token"}"#;
    let (provider, _folder) = printed(sts);
    assert_eq!(keys(&provider).await, "id planted planted-token");
    let (provider, _folder) =
        printed(r#"{"mode": "AK", "access_key_id": " id ", "access_key_secret": "planted\n", "sts_token": ""}"#);
    assert_eq!(keys(&provider).await, "id planted -");
    assert_eq!(provider.provide().await.unwrap().expires_at, None);
}

#[tokio::test]
async fn the_expiration_that_a_command_prints_is_used() {
    let (provider, _folder) = printed(
        r#"{"access_key_id": "id", "access_key_secret": "planted", "sts_token": "t", "expiration": "2099-01-01T00:00:00Z"}"#,
    );
    assert!(minutes(&provider.provide().await.unwrap()) > 1000);
}

#[tokio::test]
async fn output_without_credentials_is_an_error() {
    for (output, expected) in [
        ("", "line 1"),
        ("planted", "line 1"),
        ("{\n\"access_key_id\": planted", "line 2"),
        (r#"{"mode": "AK", "access_key_id": "id"}"#, "`access_key_secret`"),
        (r#"{"mode": "StsToken", "access_key_id": "id", "access_key_secret": "planted"}"#, "`sts_token`"),
        (r#"{"mode": "planted", "access_key_id": "id", "access_key_secret": "planted"}"#, "`mode`"),
        (r#"{"access_key_id": "id", "access_key_secret": "planted secret"}"#, "`access_key_secret`"),
        (
            r#"{"access_key_id": "id", "access_key_secret": "planted", "sts_token": "t", "expiration": "planted"}"#,
            "`expiration`",
        ),
    ] {
        let (provider, _folder) = printed(output);
        let error = error(&provider).await;
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn a_command_that_fails_is_an_error_without_its_output() {
    for (command, expected) in [
        ("", "empty"),
        ("planted-program-that-is-not-there --key planted", "could not be started"),
        ("sh -c 'echo planted; echo planted >&2; exit 3'", "exit status: 3"),
        ("sh -c 'yes planted'", "64 KiB"),
        ("sh -c 'unclosed", "quote"),
    ] {
        let error = error(&ExternalCredentials::new(command, Environment::empty())).await;
        assert!(error.contains("`process_command`") && error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn a_command_sees_the_environment_of_the_provider() {
    let command = r#"sh -c 'printf "{\"access_key_id\": \"%s\", \"access_key_secret\": \"planted\"}" "$KEY_ID"'"#;
    let environment = Environment::empty().with_var("KEY_ID", "of-the-environment");
    let provider = ExternalCredentials::new(command, environment);
    assert_eq!(keys(&provider).await, "of-the-environment planted -");
}

#[tokio::test(start_paused = true)]
async fn a_command_that_hangs_is_killed() {
    let start = tokio::time::Instant::now();
    let error = error(&ExternalCredentials::new("sleep 1000", Environment::empty())).await;
    assert!(error.contains("9.5 s"), "{error}");
    assert!(start.elapsed().as_secs() < 10);
}

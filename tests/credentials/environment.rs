//! Credentials in environment variables.

use ice_runtime::credentials::{DefaultCredentials, Environment, EnvironmentCredentials};

use super::{error, keys, nowhere};

const ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

fn environment(vars: &[(&str, &str)]) -> Environment {
    vars.iter().fold(Environment::empty(), |environment, (name, value)| environment.with_var(*name, *value))
}

#[tokio::test]
async fn keys_and_tokens_are_read_from_variables() {
    let pair = environment(&[(ID, "id"), (SECRET, "planted#secret")]);
    assert_eq!(keys(&EnvironmentCredentials::new(pair)).await, "id planted#secret -");
    let three = environment(&[(ID, " id\n"), (SECRET, "\tplanted "), (TOKEN, "planted+token==\r\n")]);
    assert_eq!(keys(&EnvironmentCredentials::new(three)).await, "id planted planted+token==");
    let empty_token = environment(&[(ID, "id"), (SECRET, "planted"), (TOKEN, "  ")]);
    assert_eq!(keys(&EnvironmentCredentials::new(empty_token)).await, "id planted -");
}

#[tokio::test]
async fn half_a_pair_is_an_error_that_names_the_other_half() {
    for (vars, missing) in [
        (&[(ID, "planted-id")][..], SECRET),
        (&[(SECRET, "planted")], ID),
        (&[(ID, ""), (SECRET, "planted")], ID),
        (&[(ID, "planted-id"), (SECRET, " ")], SECRET),
    ] {
        let alone = error(&EnvironmentCredentials::new(environment(vars))).await;
        assert!(alone.contains(&format!("`{missing}`")), "{alone}");
        // The chain does not continue with another account's credentials.
        let chain = error(&DefaultCredentials::new(environment(vars)).with_network(nowhere())).await;
        assert_eq!(chain, alone);
    }
}

#[tokio::test]
async fn whitespace_inside_is_an_error_that_names_the_variable() {
    for (name, value) in
        [(ID, "planted id"), (SECRET, "planted\nsecret"), (TOKEN, "planted\ttoken"), (SECRET, "plantedé")]
    {
        let vars = environment(&[(ID, "id"), (SECRET, "planted"), (TOKEN, "planted")]).with_var(name, value);
        let error = error(&EnvironmentCredentials::new(vars)).await;
        assert!(error.contains(&format!("`{name}`")), "{error}");
    }
}

/// The variables are set in a separate process, as setting them here would disturb other tests.
#[cfg(unix)]
#[tokio::test]
async fn a_value_that_is_not_unicode_is_an_error_when_it_is_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    const TEST: &str = "credentials::environment::a_value_that_is_not_unicode_is_an_error_when_it_is_read";
    const CHILD: &str = "ICE_TESTS_BROKEN_VARIABLE";

    if let Ok(broken) = std::env::var(CHILD) {
        let provider = EnvironmentCredentials::new(Environment::process());
        if [ID, SECRET, TOKEN].contains(&broken.as_str()) {
            let error = error(&provider).await;
            assert!(error.contains(&format!("`{broken}`")), "{error}");
            assert!(!error.contains('\u{fffd}'), "no part of the value: {error}");
        } else {
            assert_eq!(keys(&provider).await, "id planted planted-token");
        }
        return;
    }
    for broken in [&b"ALIBABA_CLOUD_ACCESS_KEY_ID"[..], SECRET.as_bytes(), TOKEN.as_bytes(), b"OTHER", b"OTHER\xff"] {
        let child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", TEST, "--test-threads=1"])
            .env_clear()
            .envs([(ID, "id"), (SECRET, "planted"), (TOKEN, "planted-token")])
            .env(OsStr::from_bytes(broken), OsStr::from_bytes(b"planted\xff"))
            .env(CHILD, String::from_utf8_lossy(broken).as_ref())
            .output()
            .unwrap();
        let output = String::from_utf8_lossy(&child.stdout);
        assert!(child.status.success() && output.contains("1 passed"), "{output}");
    }
}

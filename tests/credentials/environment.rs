//! Keys in variables.

use ice_runtime::credentials::{DefaultCredentials, Environment, EnvironmentCredentials};

use super::peer::nowhere;
use super::{error, keys};

const ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

fn environment(vars: &[(&str, &str)]) -> Environment {
    vars.iter().fold(Environment::empty(), |environment, (name, value)| environment.with_var(*name, *value))
}

#[tokio::test]
async fn pairs_and_tokens() {
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
        // The chain does not go on to keys of somebody else.
        let chain = error(&DefaultCredentials::new(environment(vars)).with_network(nowhere())).await;
        assert_eq!(chain, alone);
    }
}

#[tokio::test]
async fn white_space_inside_is_an_error_that_names_the_variable() {
    for (name, value) in
        [(ID, "planted id"), (SECRET, "planted\nsecret"), (TOKEN, "planted\ttoken"), (SECRET, "plantedé")]
    {
        let vars = environment(&[(ID, "id"), (SECRET, "planted"), (TOKEN, "planted")]).with_var(name, value);
        let error = error(&EnvironmentCredentials::new(vars)).await;
        assert!(error.contains(&format!("`{name}`")), "{error}");
    }
}

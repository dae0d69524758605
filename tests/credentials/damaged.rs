//! Damaged files: whatever they contain, a provider gives credentials or an error that shows none of them.

use ice_runtime::credentials::Environment;
use ice_runtime::credentials::{
    CliProfileCredentials, EnvironmentCredentials, ProfileFileCredentials, ProvideCredentials,
};
use proptest::prelude::*;
use proptest::sample::Index;

use super::{home, nowhere, shown};

const CONFIG: &str = r#"{"current": "default", "profiles": [
    {"name": "other", "mode": "AK", "retry_timeout": 10, "verified": null, "list": [1, {"a": "planted-other"}]},
    {"name": "default", "mode": "StsToken", "access_key_id": "id", "access_key_secret": "planted-secret",
     "sts_token": "planted-token", "region_id": "cn-shanghai", "output_format": "json"}]}"#;

const SECTIONS: &str = "# file\n[other]\ntype = access_key\naccess_key_secret = planted-other\n\n[default]\nenable = true # on\n\
    type = sts\naccess_key_id = id ; Key\naccess_key_secret = \"planted-secret\"\nsecurity_token = planted#token\n";

/// Damage to a file: at some position, a number of characters is replaced with a text.
type Damage = (Index, usize, String);

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let piece = prop_oneof![
        "[\\[\\]{}\"'=:#;,\\\\ \\n\\r\\t]{0,3}",
        "\\PC{0,2}",
        Just("\u{feff}".to_owned()),
        Just("\0".to_owned()),
        Just("[default]".to_owned()),
        Just("\"name\": \"default\"".to_owned()),
    ];
    prop::collection::vec((any::<Index>(), 0_usize..4, piece), 1..4)
}

fn damaged(text: &str, damages: &[Damage]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (place, count, piece) in damages {
        let start = place.index(characters.len() + 1);
        let end = (start + count).min(characters.len());
        characters.splice(start..end, piece.chars());
    }
    characters.into_iter().collect()
}

fn outcome(provider: &impl ProvideCredentials) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    if let Err(error) = runtime.block_on(provider.provide()) {
        shown(&error);
    }
}

proptest! {
    #[test]
    fn damaged_configs_of_the_command_line_client_never_panic(damages in damages()) {
        let (_home, environment) = home(&[(".aliyun/config.json", &damaged(CONFIG, &damages))]);
        outcome(&CliProfileCredentials::new(environment).with_network(nowhere()));
    }

    #[test]
    fn damaged_files_of_sections_never_panic(damages in damages()) {
        let (_home, environment) = home(&[(".alibabacloud/credentials", &damaged(SECTIONS, &damages))]);
        outcome(&ProfileFileCredentials::new(environment).with_network(nowhere()));
    }

    #[test]
    fn damaged_variables_never_panic(id in "\\PC{0,4}|planted.{0,3}", secret in "planted(.|\\n){0,4}", token in proptest::option::of("planted.{0,4}")) {
        let environment = Environment::empty()
            .with_var("ALIBABA_CLOUD_ACCESS_KEY_ID", id)
            .with_var("ALIBABA_CLOUD_ACCESS_KEY_SECRET", secret)
            .with_var("ALIBABA_CLOUD_SECURITY_TOKEN", token.unwrap_or_default());
        outcome(&EnvironmentCredentials::new(environment));
    }
}

//! Any text as a profile file.
#![no_main]

use ice_runtime::credentials::{CliProfileCredentials, Environment, ProfileFileCredentials, ProvideCredentials};
use libfuzzer_sys::fuzz_target;

/// What would start a program or ask the network. Escapes could hide it.
const LEFT_OUT: [&str; 5] = ["\\u", "external", "role", "oidc", "uri"];

fuzz_target!(|text: &str| {
    let lower = text.to_lowercase();
    if LEFT_OUT.iter().any(|word| lower.contains(word)) {
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    for (folder, file) in [(".aliyun", "config.json"), (".alibabacloud", "credentials.ini")] {
        let folder = home.path().join(folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join(file), text).expect("a file");
    }
    let environment = Environment::empty().with_home(home.path());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let of_command_line = CliProfileCredentials::new(environment.clone()).provide().await;
        let of_file = ProfileFileCredentials::new(environment).provide().await;
        for outcome in [of_command_line, of_file] {
            match outcome {
                Ok(provided) => {
                    let secret = provided.credentials.access_key_secret();
                    let shown = format!("{provided:?}");
                    assert!(secret.len() < 12 || !shown.contains(secret), "{shown}");
                }
                Err(error) => assert!(!format!("{error} {error:?}").contains("planted"), "{error:?}"),
            }
        }
    });
});

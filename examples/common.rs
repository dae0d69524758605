//! Shared by the upload examples: arguments, a client, files to upload, a progress bar.

use std::collections::HashMap;
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use ice_runtime::credentials::Environment;
use ice_runtime::emulator::{Emulator, EmulatorBuilder};
use ice_runtime::upload::UploadProgress;
use ice_runtime::{Client, Endpoint, Error};
use indicatif::{ProgressBar, ProgressStyle};

pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Prints a line. Whoever reads the output may stop doing so, as `head` does: the upload goes on.
pub(crate) fn say(line: impl fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Parses the command line, where every option takes a value. `None` if it asks for help, which is printed.
pub(crate) fn arguments(usage: &str, options: &[&str]) -> Outcome<Option<HashMap<String, String>>> {
    let mut arguments = HashMap::new();
    let mut words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    while let Some(option) = words.next() {
        if matches!(option.as_str(), "--help" | "-h") {
            say(usage);
            return Ok(None);
        }
        if !options.contains(&option.as_str()) {
            return Err(format!("unknown option `{option}`\n{usage}").into());
        }
        let value = words.next().ok_or_else(|| format!("`{option}` needs a value\n{usage}"))?;
        arguments.insert(option, value);
    }
    Ok(Some(arguments))
}

/// Creates a client of the real service if there are credentials or an endpoint, otherwise of an emulator, which has to
/// be kept alive with it.
pub(crate) async fn service(
    endpoint: Option<&String>,
    emulator: EmulatorBuilder,
) -> Result<(Client, Option<Emulator>), Error> {
    const VARIABLES: [&str; 6] =
        ["ACCESS_KEY_ID", "ACCESS_KEY_SECRET", "CREDENTIALS_FILE", "CREDENTIALS_URI", "PROFILE", "ROLE_ARN"];
    let environment = Environment::process();
    let has_credentials = VARIABLES.iter().any(|name| environment.var(&format!("ALIBABA_CLOUD_{name}")).is_some());
    let builder = Client::builder().environment(environment);
    if let Some(endpoint) = endpoint {
        return Ok((builder.endpoint(Endpoint::new(endpoint)?).build()?, None));
    }
    if has_credentials {
        return Ok((builder.build()?, None));
    }
    let emulator = emulator.start().await?;
    say("no credentials in the environment (ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET),");
    say(format_args!("so this runs against an emulator at {}", emulator.endpoint()));
    let builder = Client::builder().endpoint(emulator.endpoint()).credentials(emulator.credentials());
    Ok((builder.region("cn-shanghai").build()?, Some(emulator)))
}

/// Creates a file of this many MiB. It is not a real video, but no two pieces of it are equal.
pub(crate) fn sample(folder: &Path, name: &str, mebibytes: u64) -> std::io::Result<PathBuf> {
    let path = folder.join(name);
    let mut file = std::fs::File::create(&path)?;
    for piece in 0..mebibytes {
        let numbers = (piece << 17..(piece + 1) << 17).map(|number| number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        file.write_all(&numbers.flat_map(u64::to_le_bytes).collect::<Vec<_>>())?;
    }
    Ok(path)
}

/// Shows how far an upload is.
pub(crate) fn show(bar: &ProgressBar, at: UploadProgress) {
    bar.set_length(at.total);
    bar.set_position(at.sent);
    bar.set_message(at.phase.to_string());
}

/// Creates a progress bar, which is hidden if the output is not a terminal.
pub(crate) fn bar(name: &str) -> ProgressBar {
    let template = "{prefix} {bar:40} {bytes}/{total_bytes} {binary_bytes_per_sec} {eta} left {msg}";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style).with_prefix(name.to_owned())
}

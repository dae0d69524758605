//! Runs the emulator on its own, for clients in other processes: prints the variables to set there, then serves until
//! its standard input is closed.
//!
//! `--listen ADDRESS` is for clients in other containers. `--docs FILE` adds the operations of one of the vendor's API
//! documents to the three declared here, and may be given several times.

use std::io::{Read, Write};
use std::process::ExitCode;

use ice_runtime::api_docs::ApiDocs;
use ice_runtime::emulator::{Emulator, EmulatorBuilder};
use ice_runtime::ice_operation;

const USAGE: &str = "usage: cargo run --example emulator -- [--listen ADDRESS] [--docs FILE]..";

/// Declares the parameters that the emulator knows. It answers in the shape that the caller declares.
#[ice_operation(action = "CreateUploadStream", response = ())]
struct CreateUploadStream {
    definition: Option<String>,
    file_extension: Option<String>,
    #[ice(rename = "HDRType")]
    hdr_type: Option<String>,
    media_id: Option<String>,
    user_data: Option<String>,
}

#[ice_operation(action = "CreateUploadMedia", response = ())]
struct CreateUploadMedia {
    file_info: Option<String>,
    media_meta_data: Option<String>,
    upload_target_config: Option<String>,
    user_data: Option<String>,
}

#[ice_operation(action = "RefreshUploadMedia", response = ())]
struct RefreshUploadMedia {
    media_id: Option<String>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = builder(std::env::args().skip(1))?.start_blocking()?;
    let (credentials, mut out) = (emulator.credentials(), std::io::stdout());
    // These credentials are generated for this run, and only this process accepts them.
    writeln!(out, "export ALIBABA_CLOUD_ACCESS_KEY_ID={}", credentials.access_key_id())?;
    writeln!(out, "export ALIBABA_CLOUD_ACCESS_KEY_SECRET={}", credentials.access_key_secret())?;
    writeln!(out, "export ALIBABA_CLOUD_REGION_ID=cn-shanghai")?;
    writeln!(out, "# then: cargo run --example upload_stream -- --endpoint {}", emulator.endpoint())?;
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

/// Builds the emulator that the command line asks for.
fn builder(mut words: impl Iterator<Item = String>) -> Result<EmulatorBuilder, Box<dyn std::error::Error>> {
    let mut builder = Emulator::builder()
        .answer_upload::<CreateUploadStream>()
        .answer_upload::<CreateUploadMedia>()
        .answer_upload::<RefreshUploadMedia>();
    while let Some(option) = words.next() {
        let value = words.next().ok_or_else(|| format!("`{option}` needs a value\n{USAGE}"))?;
        builder = match option.as_str() {
            "--listen" => builder.listen_on(value),
            "--docs" => {
                let text = std::fs::read_to_string(&value).map_err(|error| format!("{value}: {error}"))?;
                builder.docs(ApiDocs::from_json(&text).map_err(|error| format!("{value}: {error}"))?)
            }
            _ => return Err(format!("unknown option `{option}`\n{USAGE}").into()),
        };
    }
    Ok(builder)
}

//! Runs the emulator alone, so that another process can be its client: prints what to set there, then serves until its
//! standard input ends.

use std::io::Read;

use ice_runtime::emulator::Emulator;
use ice_runtime::ice_operation;

/// The parameters that the emulator is to know. It answers in the shape that the caller declares.
#[ice_operation(action = "CreateUploadStream", response = Anything)]
struct CreateUploadStream {
    definition: Option<String>,
    file_extension: Option<String>,
    #[ice(rename = "HDRType")]
    hdr_type: Option<String>,
    media_id: Option<String>,
    user_data: Option<String>,
}

#[ice_operation(action = "CreateUploadMedia", response = Anything)]
struct CreateUploadMedia {
    file_info: Option<String>,
    media_meta_data: Option<String>,
    upload_target_config: Option<String>,
    user_data: Option<String>,
}

#[ice_operation(action = "RefreshUploadMedia", response = Anything)]
struct RefreshUploadMedia {
    media_id: Option<String>,
}

#[derive(serde::Deserialize)]
struct Anything {}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::builder()
        .answer_upload::<CreateUploadStream>()
        .answer_upload::<CreateUploadMedia>()
        .answer_upload::<RefreshUploadMedia>()
        .start_blocking()?;
    let credentials = emulator.credentials();
    // These keys are made up for this run, and good for this process alone.
    println!("export ALIBABA_CLOUD_ACCESS_KEY_ID={}", credentials.access_key_id());
    println!("export ALIBABA_CLOUD_ACCESS_KEY_SECRET={}", credentials.access_key_secret());
    println!("export ALIBABA_CLOUD_REGION_ID=cn-shanghai");
    println!("# then: cargo run --example upload_stream -- --endpoint {}", emulator.endpoint());
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

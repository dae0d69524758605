//! Creates an upload with `CreateUploadStream`, uploads a file with its ticket, and prints the result.

#[path = "../common.rs"]
mod common;
#[allow(unreachable_pub, reason = "the file is what `--example declare` prints")]
mod operation;

use std::path::Path;

use common::{Outcome, bar, say, service, show};
use ice_runtime::emulator::Emulator;
use operation::CreateUploadStream;

const USAGE: &str = "\
usage: cargo run --example upload_stream -- [--file FILE] [--media-id ID] [--endpoint URL]

  --file FILE      the file to upload; without it, 64 MiB that the example creates
  --media-id ID    the media asset that the stream belongs to; without it, a new one
  --endpoint URL   where to create the upload, such as http://127.0.0.1:8080 (`--example emulator` runs one)

With ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_REGION_ID in the environment it
talks to the real service, otherwise to an emulator that it starts.";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    match run().await {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

async fn run() -> Outcome<()> {
    let Some(mut arguments) = common::arguments(USAGE, &["--file", "--media-id", "--endpoint"])? else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let file = match arguments.remove("--file") {
        Some(file) => file.into(),
        None => common::sample(folder.path(), "sample.mp4", 64)?,
    };
    // Do not create a ticket for a file that cannot be read.
    std::fs::File::open(&file).map_err(|error| format!("cannot open `{}`: {error}", file.display()))?;
    let emulator = Emulator::builder().answer_upload::<CreateUploadStream>();
    let (client, _emulator) = service(arguments.get("--endpoint"), emulator).await?;

    let extension = Path::new(&file).extension().map(|extension| extension.to_string_lossy().into_owned());
    let media_id = arguments.remove("--media-id");
    let operation = CreateUploadStream { media_id, file_extension: extension, ..CreateUploadStream::default() };
    let created = client.send(&operation).await?;

    let bar = bar("");
    let stored =
        client.upload(&created.upload_address, &created.upload_auth).file(&file).progress(|at| show(&bar, at)).await?;
    bar.finish_and_clear();

    say(format_args!("uploaded {} bytes in {:.1} s", stored.length, bar.elapsed().as_secs_f64()));
    say(format_args!("  media id    {}", created.media_id.escape_debug()));
    say(format_args!("  file URL    {}", created.file_url.escape_debug()));
    say(format_args!("  request id  {}", created.request_id.escape_debug()));
    say(format_args!("  ETag        {}", stored.etag));
    say(format_args!(
        "  CRC-64      {}, {}",
        stored.crc64,
        if stored.is_checksum_confirmed { "confirmed" } else { "not compared" }
    ));
    say(format_args!("  requests    {}", stored.attempts));
    Ok(())
}

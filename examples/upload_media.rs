//! Uploads a large file in parts: `CreateUploadMedia`, credentials refreshed with `RefreshUploadMedia`, resumed after
//! Ctrl-C.
//!
//! The state needed to resume is kept next to the file, in `<file>.upload.json`. It contains no credentials.

mod common;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use common::{Outcome, bar, service};
use ice_runtime::emulator::Emulator;
use ice_runtime::encoding::Base64Json;
use ice_runtime::upload::{Checkpoint, UploadAddress, UploadAuth, UploadProgress};
use ice_runtime::{Client, Error, ice_operation};
use serde::{Deserialize, Serialize};

const USAGE: &str = "\
usage: cargo run --example upload_media -- [--file FILE] [--endpoint URL]

  --file FILE      the file to upload; without it, 64 MiB that the example creates
  --endpoint URL   where to create the upload; without it, as for `--example upload_stream`

After Ctrl-C, the same command resumes the upload.";

#[ice_operation(action = "CreateUploadMedia")]
struct CreateUploadMedia {
    #[ice(json)]
    file_info: FileInfo,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct FileInfo {
    r#type: &'static str,
    name: String,
    size: u64,
    ext: String,
}

#[ice_operation(action = "RefreshUploadMedia", response = CreateUploadMediaResponse)]
struct RefreshUploadMedia {
    media_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CreateUploadMediaResponse {
    media_id: String,
    upload_address: Base64Json<UploadAddress>,
    upload_auth: Base64Json<UploadAuth>,
}

/// An upload that another run can resume.
#[derive(Serialize, Deserialize)]
struct Saved {
    media_id: String,
    checkpoint: Checkpoint,
}

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
    let Some(mut arguments) = common::arguments(USAGE, &["--file", "--endpoint"])? else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let file = match arguments.remove("--file") {
        Some(file) => PathBuf::from(file),
        None => common::sample(folder.path(), "sample.mp4", 64)?,
    };
    let emulator = Emulator::builder().answer_upload::<CreateUploadMedia>().answer_upload::<RefreshUploadMedia>();
    let (client, _emulator) = service(arguments.get("--endpoint"), emulator).await?;
    let state = PathBuf::from(format!("{}.upload.json", file.display()));
    upload(&client, &file, &state).await
}

async fn upload(client: &Client, file: &Path, state: &Path) -> Outcome<()> {
    let saved = std::fs::read_to_string(state).ok();
    let saved: Option<Saved> = saved.map(|text| serde_json::from_str(&text)).transpose()?;
    let created = match &saved {
        Some(saved) => client.send(RefreshUploadMedia { media_id: saved.media_id.clone() }).await?,
        None => client.send(CreateUploadMedia { file_info: file_info(file)? }).await?,
    };
    let media_id = &created.media_id;

    let (bar, saved_at) = (bar(""), Mutex::new(Instant::now()));
    let mut upload = client.upload(&created.upload_address, &created.upload_auth).file(file).refresh(|| async {
        let refreshed = client.send(RefreshUploadMedia { media_id: media_id.clone() }).await?;
        Ok::<_, Error>(refreshed.upload_auth.into_inner())
    });
    if let Some(saved) = saved {
        println!("resuming: {} parts are already stored", saved.checkpoint.stored_parts());
        upload = upload.resume(saved.checkpoint);
    }
    let checkpoint = upload.checkpoint();
    let save = || {
        let saved = Saved { media_id: media_id.clone(), checkpoint: checkpoint.clone() };
        std::fs::write(state, serde_json::to_vec(&saved)?).map_err(Box::<dyn std::error::Error>::from)
    };
    let upload = upload.progress(|at: UploadProgress| {
        bar.set_length(at.total);
        bar.set_position(at.sent);
        bar.set_message(at.phase.to_string());
        // Save now and then, in case the process is killed.
        let mut saved_at = saved_at.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if saved_at.elapsed() > Duration::from_secs(1) && save().is_ok() {
            *saved_at = Instant::now();
        }
    });
    tokio::select! {
        stored = upload.into_future() => {
            let stored = stored.inspect_err(|_| drop(save()))?;
            let _ = std::fs::remove_file(state);
            println!("uploaded {} bytes in {} parts as media {media_id}", stored.length, stored.parts);
            Ok(())
        }
        _ = tokio::signal::ctrl_c() => {
            save()?;
            Err(format!("stopped with {} parts stored: run this again to resume", checkpoint.stored_parts()).into())
        }
    }
}

fn file_info(file: &Path) -> Outcome<FileInfo> {
    let facts = std::fs::metadata(file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (name, ext) = (text(file.file_name()), text(file.extension()));
    Ok(FileInfo { r#type: "video", name, size: facts.len(), ext })
}

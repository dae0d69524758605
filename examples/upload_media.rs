//! Uploads a large file in parts: `CreateUploadMedia`, credentials refreshed with `RefreshUploadMedia`, resumed after
//! Ctrl-C.
//!
//! The state needed to resume is kept next to the file, in `<file>.upload.json`. It contains no credentials. It is written to
//! a temporary file that is then renamed, so it is whole at any moment.

mod common;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use common::{Outcome, bar, say, service, show};
use ice_runtime::emulator::Emulator;
use ice_runtime::encoding::Base64Json;
use ice_runtime::upload::{Checkpoint, UploadAddress, UploadAuth};
use ice_runtime::{Client, Error, ice_operation};
use serde::{Deserialize, Serialize};

const USAGE: &str = "\
usage: cargo run --example upload_media -- [--file FILE] [--endpoint URL]

  --file FILE      the file to upload; without it, 64 MiB that the example creates
  --endpoint URL   where to create the upload; without it, as for `--example upload_stream`

After Ctrl-C, the same command resumes the upload of a file.";

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
    let (file, can_resume) = match arguments.remove("--file") {
        Some(file) => (PathBuf::from(file), true),
        None => (common::sample(folder.path(), "sample.mp4", 64)?, false),
    };
    let emulator = Emulator::builder().answer_upload::<CreateUploadMedia>().answer_upload::<RefreshUploadMedia>();
    let (client, _emulator) = service(arguments.get("--endpoint"), emulator).await?;
    let state = PathBuf::from(format!("{}.upload.json", file.display()));
    upload(&client, &file, &state, can_resume).await
}

async fn upload(client: &Client, file: &Path, state: &Path, can_resume: bool) -> Outcome<()> {
    let saved = load(state)?;
    let created = create_or_refresh(client, file, state, saved.as_ref()).await?;
    let media_id = &created.media_id;

    let refresh = || async {
        let refreshed = client.send(RefreshUploadMedia { media_id: media_id.clone() }).await?;
        Ok::<_, Error>(refreshed.upload_auth.into_inner())
    };
    let (bar, saved_at) = (bar(""), Mutex::new(Instant::now()));
    let mut upload = client.upload(&created.upload_address, &created.upload_auth).file(file).refresh(refresh);
    if let Some(saved) = saved {
        say(format_args!("resuming: {} parts are already stored", saved.checkpoint.stored_parts()));
        upload = upload.resume(saved.checkpoint);
    }
    let checkpoint = upload.checkpoint();
    let save = || save(state, &Saved { media_id: media_id.clone(), checkpoint: checkpoint.clone() });
    let upload = upload.progress(|at| {
        show(&bar, at);
        // Save now and then, in case the process is killed.
        let mut saved_at = saved_at.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if saved_at.elapsed() > Duration::from_secs(1) && save().is_ok() {
            *saved_at = Instant::now();
        }
    });
    tokio::select! {
        stored = upload.into_future() => {
            let stored = stored.map_err(|error| advice(&error, &checkpoint, state, save()))?;
            let _ = std::fs::remove_file(state);
            say(format_args!("uploaded {} bytes in {} parts as media {media_id}", stored.length, stored.parts));
            Ok(())
        }
        _ = tokio::signal::ctrl_c() => {
            if !can_resume {
                let aborted = client.upload(&created.upload_address, &created.upload_auth).refresh(refresh);
                aborted.resume(checkpoint.clone()).abort().await?;
                return Err("stopped: the upload of the sample file is aborted".into());
            }
            save()?;
            Err(format!("stopped with {} parts stored: run this again to resume", checkpoint.stored_parts()).into())
        }
    }
}

/// Creates an upload, or gets new credentials for the one that was saved.
async fn create_or_refresh(
    client: &Client,
    file: &Path,
    state: &Path,
    saved: Option<&Saved>,
) -> Outcome<CreateUploadMediaResponse> {
    let Some(Saved { media_id, .. }) = saved else {
        return Ok(client.send(CreateUploadMedia { file_info: file_info(file)? }).await?);
    };
    let refreshed = client.send(RefreshUploadMedia { media_id: media_id.clone() }).await;
    refreshed.map_err(|error| {
        let what = format!("cannot resume the upload of media `{media_id}`: {error:#}");
        format!("{what}\nif the service does not know it any more, delete `{}` and run this again", state.display())
            .into()
    })
}

/// Says what to do after a failure. A state of which the storage keeps nothing is deleted.
fn advice(error: &Error, checkpoint: &Checkpoint, state: &Path, saved: Outcome<()>) -> String {
    if checkpoint.upload_id().is_none() {
        let _ = std::fs::remove_file(state);
        return format!("{error:#}\nnothing is left of this upload: run this again to upload from the start");
    }
    let state = state.display();
    match saved {
        Ok(()) => format!("{error:#}\nrun this again to resume, or delete `{state}` to upload from the start"),
        Err(problem) => format!("{error:#}\nthe upload cannot be resumed: {problem}"),
    }
}

fn load(state: &Path) -> Outcome<Option<Saved>> {
    let problem = |error: &dyn std::fmt::Display| {
        format!("cannot read `{}`: {error}; delete it to upload from the start", state.display())
    };
    match std::fs::read(state) {
        Ok(text) => Ok(Some(serde_json::from_slice(&text).map_err(|error| problem(&error))?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(problem(&error).into()),
    }
}

/// Writes the state to a temporary file and renames it.
fn save(state: &Path, saved: &Saved) -> Outcome<()> {
    let temporary = state.with_extension("tmp");
    let written = std::fs::write(&temporary, serde_json::to_vec(saved)?);
    let renamed = written.and_then(|()| std::fs::rename(&temporary, state));
    renamed.map_err(|error| format!("cannot write `{}`: {error}", state.display()).into())
}

fn file_info(file: &Path) -> Outcome<FileInfo> {
    let facts = std::fs::metadata(file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (name, ext) = (text(file.file_name()), text(file.extension()));
    Ok(FileInfo { r#type: "video", name, size: facts.len(), ext })
}

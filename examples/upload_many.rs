//! Uploads a folder: each file becomes a media stream, 4 at a time, with a progress bar each.

mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::{Outcome, bar, say, service, show};
use ice_runtime::emulator::Emulator;
use ice_runtime::encoding::Base64Json;
use ice_runtime::upload::{StoredObject, UploadAddress, UploadAuth};
use ice_runtime::{Client, Error, ice_operation};
use indicatif::{MultiProgress, ProgressBar};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

const USAGE: &str = "\
usage: cargo run --example upload_many -- [--folder FOLDER] [--endpoint URL]

  --folder FOLDER  the folder whose files to upload; without it, 8 files that the example creates
  --endpoint URL   where to create uploads; without it, as for `--example upload_stream`";

const AT_ONCE: usize = 4;

#[ice_operation(action = "CreateUploadStream", regions = ["cn-shanghai", "cn-beijing", "cn-shenzhen"])]
struct CreateUploadStream {
    file_extension: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CreateUploadStreamResponse {
    media_id: String,
    upload_address: Base64Json<UploadAddress>,
    upload_auth: Base64Json<UploadAuth>,
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
    match run().await {
        Ok(0) => std::process::ExitCode::SUCCESS,
        Ok(failed) => {
            eprintln!("error: files that were not uploaded: {failed}; run this again with them");
            std::process::ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// Returns how many files could not be uploaded.
async fn run() -> Outcome<usize> {
    let Some(arguments) = common::arguments(USAGE, &["--folder", "--endpoint"])? else { return Ok(0) };
    let made = tempfile::tempdir()?;
    let folder = if let Some(folder) = arguments.get("--folder") {
        PathBuf::from(folder)
    } else {
        (1..=8).try_for_each(|size| common::sample(made.path(), &format!("{size}.mp4"), size).map(drop))?;
        made.path().to_owned()
    };
    let emulator = Emulator::builder().answer_upload::<CreateUploadStream>();
    let (client, _emulator) = service(arguments.get("--endpoint"), emulator).await?;

    let (bars, places, mut uploads) = (MultiProgress::new(), Arc::new(Semaphore::new(AT_ONCE)), JoinSet::new());
    for file in files(&folder)? {
        let (client, places, bars) = (client.clone(), Arc::clone(&places), bars.clone());
        uploads.spawn(async move {
            let _place = places.acquire_owned().await;
            let bar = bars.add(bar(&name(&file)));
            let stored = upload(&client, &file, &bar).await;
            bar.finish_and_clear();
            (name(&file), stored)
        });
    }
    let mut failed = 0;
    while let Some(ended) = uploads.join_next().await {
        match ended? {
            (file, Ok((media_id, stored))) => {
                say(format_args!("{file}: {} bytes as media {media_id}", stored.length));
            }
            (file, Err(error)) => {
                failed += 1;
                eprintln!("{file}: {error:#}");
            }
        }
    }
    Ok(failed)
}

async fn upload(client: &Client, file: &Path, bar: &ProgressBar) -> Result<(String, StoredObject), Error> {
    let file_extension = file.extension().map(|extension| extension.to_string_lossy().into_owned());
    let created = client.send(CreateUploadStream { file_extension }).await?;
    let upload = client.upload(&created.upload_address, &created.upload_auth).file(file);
    let stored = upload.progress(|at| show(bar, at)).await?;
    Ok((created.media_id, stored))
}

/// Lists the files of a folder, sorted by name.
fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("cannot read `{}`: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.is_file());
    files.sort();
    if files.is_empty() { Err(format!("there are no files in `{}`", folder.display()).into()) } else { Ok(files) }
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

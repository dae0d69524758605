//! The main job: asks for an upload with `CreateUploadStream`, uploads a file under the ticket as a stream, checks what came
//! back, and prints a summary.

mod arguments;
mod checksum;
#[allow(unreachable_pub, reason = "the file is what `--example declare` prints")]
mod operation;
mod service;
mod source;
mod upload;

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};

use ice_runtime::credentials::Environment;
use indicatif::{ProgressBar, ProgressStyle};

use arguments::{Arguments, USAGE};
use operation::{CreateUploadStream, CreateUploadStreamResponse};
use service::Service;
use source::Source;
use upload::Stored;

/// What a step comes to. Its error says what to do.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Outcome<()> {
    let arguments = Arguments::parse(std::env::args_os().skip(1))?;
    if arguments.help {
        println!("{USAGE}");
        return Ok(());
    }
    // The uploads' HTTP client takes the provider of the process; that of the API needs none.
    let _ = rustls::crypto::ring::default_provider().install_default();

    // A file that cannot be uploaded needs no ticket.
    let source = match &arguments.file {
        Some(path) => Source::open(path)?,
        None => Source::sample()?,
    };
    let service = Service::choose(arguments.endpoint.as_deref(), Environment::process()).await?;
    let operation = CreateUploadStream {
        media_id: arguments.media_id,
        file_extension: source.extension(),
        ..CreateUploadStream::default()
    };
    let created = service.client.send(&operation).await?;

    let start = Instant::now();
    let progress = progress_bar(source.length);
    let stored = upload::upload(&source, &created.upload_address, &created.upload_auth, &progress).await?;
    progress.finish_and_clear();
    let copy = service.stored_copy(&created.upload_address);
    if let Some(copy) = &copy {
        compare(&source.path, copy)?;
    }
    print_summary(&created, &source, &stored, start.elapsed(), copy.is_some());
    Ok(())
}

/// A bar on the terminal; nothing where the output is no terminal.
fn progress_bar(length: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {binary_bytes_per_sec} {eta} left");
    ProgressBar::new(length).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Compares two files, a piece at a time.
fn compare(file: &Path, copy: &Path) -> Outcome<()> {
    let (mut file, mut copy) = (std::fs::File::open(file)?, std::fs::File::open(copy)?);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    loop {
        left.clear();
        right.clear();
        (&mut file).take(1 << 16).read_to_end(&mut left)?;
        (&mut copy).take(1 << 16).read_to_end(&mut right)?;
        if left != right {
            return Err("the emulator's copy differs from the file: the file was changed while it was uploaded".into());
        }
        if left.is_empty() {
            return Ok(());
        }
    }
}

fn print_summary(
    created: &CreateUploadStreamResponse,
    source: &Source,
    stored: &Stored,
    elapsed: Duration,
    is_compared: bool,
) {
    let seconds = elapsed.as_secs_f64();
    println!("uploaded {} bytes in {seconds:.1} s", source.length);
    println!("  media id    {}", created.media_id.escape_debug());
    println!("  file URL    {}", created.file_url.escape_debug());
    println!("  request id  {}", created.request_id.escape_debug());
    println!("  ETag        {}", stored.etag);
    println!("  attempts    {}", stored.attempts);
    match stored.is_checksum_equal {
        Some(_) => println!("  checksum    the storage's is that of the file"),
        None => println!("  checksum    the storage names none"),
    }
    if is_compared {
        println!("  copy        the emulator's has the same bytes");
    }
    println!("  ticket      {}", remaining(created.upload_auth.expires_at()));
}

/// How long a ticket still lives.
fn remaining(expires_at: Option<SystemTime>) -> String {
    match expires_at.map(|moment| moment.duration_since(SystemTime::now())) {
        Some(Ok(left)) => format!("lives for another {} min {} s", left.as_secs() / 60, left.as_secs() % 60),
        Some(Err(_)) => "has expired meanwhile".to_owned(),
        None => "does not say how long it lives".to_owned(),
    }
}

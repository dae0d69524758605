//! The upload of a file under its ticket.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::TryStreamExt;
use http::Uri;
use ice_runtime::upload::{UploadAddress, UploadAuth};
use indicatif::ProgressBar;
use reqsign_aliyun_oss::{Credential, RequestSigner, SigningVersion};
use reqsign_core::{Context, SignRequest};
use reqwest::header::{CONTENT_LENGTH, ETAG};
use reqwest::{Body, Client, Response};
use tokio::io::AsyncReadExt;
use tokio_util::io::ReaderStream;

use crate::Outcome;
use crate::checksum::Checksum;
use crate::source::Source;

/// How often the file is sent at most.
const ATTEMPTS: u32 = 4;

/// How long an upload may stand still.
const STALL: Duration = Duration::from_secs(60);

/// What is held of the file at any time, in bytes.
const PIECE: usize = 256 << 10;

/// What the storage says of the object.
#[derive(Debug)]
pub(crate) struct Stored {
    pub(crate) etag: String,
    /// Whether the checksum that the storage names is that of what was sent; `None` where it names none.
    pub(crate) is_checksum_equal: Option<bool>,
    pub(crate) attempts: u32,
}

/// Why one attempt failed.
enum Failure {
    /// Another attempt may succeed.
    Transient(String),
    Permanent(String),
}

/// Uploads the file under the ticket, again where the fault is one that passes.
pub(crate) async fn upload(
    source: &Source,
    address: &UploadAddress,
    auth: &UploadAuth,
    progress: &ProgressBar,
) -> Outcome<Stored> {
    let url = address.object_url()?;
    let client = client(&url)?;
    let mut attempts = 0;
    loop {
        attempts += 1;
        progress.set_position(0);
        let signed = signed_head(&url, address, auth).await?;
        match put(&client, signed, source, progress).await {
            Ok(stored) => return Ok(Stored { attempts, ..stored }),
            Err(_) if !source.is_unchanged() => {
                return Err("the file was changed while it was uploaded: run this again when it is finished".into());
            }
            Err(Failure::Transient(problem)) if attempts < ATTEMPTS => {
                progress.suspend(|| eprintln!("attempt {attempts} of {ATTEMPTS}: {problem}; trying again"));
                tokio::time::sleep(Duration::from_millis(500) * 2_u32.pow(attempts - 1)).await;
            }
            Err(Failure::Transient(problem)) => {
                return Err(format!("{problem}, {attempts} times: try again later").into());
            }
            Err(Failure::Permanent(problem)) => return Err(problem.into()),
        }
    }
}

fn client(url: &Uri) -> Outcome<Client> {
    let builder = Client::builder().connect_timeout(Duration::from_secs(5)).redirect(reqwest::redirect::Policy::none());
    // Plain HTTP goes to this machine only: no proxy there, and no certificates, which a bare container does not have.
    let is_plain = url.scheme_str() == Some("http");
    let builder = if is_plain { builder.no_proxy().tls_certs_only([]) } else { builder };
    Ok(builder.build()?)
}

/// The head of the `PUT`, signed with OSS signature V4.
async fn signed_head(url: &Uri, address: &UploadAddress, auth: &UploadAuth) -> Outcome<http::request::Parts> {
    let region = auth.region().or_else(|| address.region());
    let region = region.ok_or("the ticket names no region to sign for: report it, with the endpoint of its address")?;
    let keys = auth.credentials()?;
    let credential = Credential {
        access_key_id: keys.access_key_id().to_owned(),
        access_key_secret: keys.access_key_secret().to_owned(),
        security_token: keys.security_token().map(str::to_owned),
        expires_in: None,
    };
    let (mut head, ()) = http::Request::put(url.clone()).body(())?.into_parts();
    RequestSigner::new(&address.bucket)
        .with_signing_version(SigningVersion::V4)
        .with_region(region)
        .sign_request(&Context::new(), &mut head, Some(&credential), None)
        .await?;
    if let Some(token) = head.headers.get_mut("x-oss-security-token") {
        token.set_sensitive(true);
    }
    Ok(head)
}

/// Sends the file once.
async fn put(
    client: &Client,
    head: http::request::Parts,
    source: &Source,
    progress: &ProgressBar,
) -> Result<Stored, Failure> {
    let sent = Arc::new(Mutex::new(Checksum::new()));
    let body = body(source, progress.clone(), Arc::clone(&sent)).await?;
    let request =
        client.put(head.uri.to_string()).headers(head.headers).header(CONTENT_LENGTH, source.length).body(body);
    let response = tokio::select! {
        response = request.send() => response.map_err(|error| broken(&error))?,
        () = stall(progress) => {
            return Err(Failure::Transient(format!("the upload stood still for {} s", STALL.as_secs())));
        }
    };
    let response = checked(response).await?;
    let sent = sent.lock().unwrap_or_else(PoisonError::into_inner).value();
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
    let checksum = header("x-oss-hash-crc64ecma").and_then(|value| value.parse::<u64>().ok());
    if checksum.is_some_and(|checksum| checksum != sent) {
        return Err(Failure::Transient("the object has another checksum than the file".to_owned()));
    }
    Ok(Stored {
        etag: header(ETAG.as_str()).unwrap_or("none").to_owned(),
        is_checksum_equal: checksum.map(|checksum| checksum == sent),
        attempts: 0,
    })
}

/// The file as a stream of pieces, which are counted and summed up as they go.
async fn body(source: &Source, progress: ProgressBar, sent: Arc<Mutex<Checksum>>) -> Result<Body, Failure> {
    let cannot_read = |error| Failure::Permanent(format!("cannot read `{}`: {error}", source.path.display()));
    let file = tokio::fs::File::open(&source.path).await.map_err(cannot_read)?;
    // What is appended to the file meanwhile is not part of it.
    let pieces = ReaderStream::with_capacity(file.take(source.length), PIECE);
    Ok(Body::wrap_stream(pieces.inspect_ok(move |piece| {
        progress.inc(piece.len() as u64);
        sent.lock().unwrap_or_else(PoisonError::into_inner).update(piece);
    })))
}

/// Ends when nothing has been sent for a while.
async fn stall(progress: &ProgressBar) {
    loop {
        let before = progress.position();
        tokio::time::sleep(STALL).await;
        if progress.position() == before {
            return;
        }
    }
}

/// Tells success from failure, and what may pass from what stays.
async fn checked(response: Response) -> Result<Response, Failure> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let request_id = response.headers().get("x-oss-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    // The body quotes what was signed, so its code alone is shown.
    let code = code(&response.text().await.unwrap_or_default());
    let id = request_id.map(|id| format!(", request id {id}")).unwrap_or_default();
    let problem =
        format!("the storage answered {} (status {}{id})", code.as_deref().unwrap_or("an error"), status.as_u16());
    Err(match (status.as_u16(), code.as_deref()) {
        (408 | 429 | 500..=599, _) => Failure::Transient(problem),
        (_, Some("SecurityTokenExpired" | "InvalidAccessKeyId")) => {
            Failure::Permanent(format!("{problem}: the ticket has expired, so run this again to get another one"))
        }
        (_, Some("RequestTimeTooSkewed")) => Failure::Permanent(format!("{problem}: set the clock of this machine")),
        _ => Failure::Permanent(problem),
    })
}

/// The error code in the storage's XML.
fn code(xml: &str) -> Option<String> {
    let (_, rest) = xml.split_once("<Code>")?;
    let (code, _) = rest.split_once("</Code>")?;
    code.chars().all(|character| character.is_ascii_alphanumeric() || character == '.').then(|| code.to_owned())
}

/// What broke, down to its cause and without the URL. Only what TLS does not trust is broken for good.
fn broken(error: &reqwest::Error) -> Failure {
    let mut words = "the connection to the storage broke".to_owned();
    let mut is_trusted = true;
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        is_trusted &= !matches!(inner, Some(inner) if inner.is::<rustls::Error>());
        cause = error.source();
    }
    if is_trusted { Failure::Transient(words) } else { Failure::Permanent(words) }
}

//! Uploads: in comes the `PUT` of an object under a ticket's keys, out goes a file in the emulator's folder.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use http::header::CONTENT_LENGTH;
use http::request::Parts;
use http::{Method, Request};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use super::crc64::Crc64;
use super::delivery::{Abort, Delivery};
use super::fault::Fault;
use super::lock::locked;
use super::state::State;
use super::storage_reply::{StorageRefusal, header, kept, played, refused};
use super::storage_signature::Authorization;
use super::{date, hash, percent};

/// The most that one `PUT` may carry, in bytes: 5 GB as the service counts them.
const OBJECT_LIMIT: u64 = 5 << 30;

/// How far the date of a signature may be from the service's clock.
const DATE_TOLERANCE: Duration = Duration::from_secs(15 * 60);

/// An upload that the ticket's keys allow.
struct Target {
    bucket: String,
    key: String,
    length: u64,
}

/// Answers one request for Object Storage Service.
pub(super) async fn answer(state: &Arc<State>, request: Request<Incoming>) -> Result<Delivery, Abort> {
    state.upload_attempts.fetch_add(1, Ordering::Relaxed);
    let (head, mut body) = request.into_parts();
    let target = match target(state, &head) {
        Ok(target) => target,
        Err(refusal) => {
            // Answered while it still sends, a client would see a broken pipe instead of the answer.
            while let Some(Ok(_)) = body.frame().await {}
            return Ok(Delivery::whole(refused(state, &head, &refusal)));
        }
    };
    let fault = locked(&state.faults).upload.pop_front();
    match fault {
        Some(Fault::Answer(answer)) => {
            while let Some(Ok(_)) = body.frame().await {}
            return Ok(Delivery::whole(played(state, &head, answer)));
        }
        Some(Fault::Delay(wait)) => tokio::time::sleep(wait).await,
        Some(Fault::Stall) => return std::future::pending().await,
        Some(Fault::Reset) => {
            // Somewhere in the middle of the file.
            let _ = body.frame().await;
            return Err(Abort::Reset);
        }
        Some(Fault::Close) => return Err(Abort::Close),
        Some(Fault::CutOff) | None => {}
    }
    let Some(checksum) = keep(state, &target, body).await else {
        // The client went away, or the disk is full: no object.
        return Err(Abort::Close);
    };
    if matches!(fault, Some(Fault::CutOff)) {
        return Err(Abort::Reset);
    }
    Ok(Delivery::whole(kept(state, target.length, checksum)))
}

/// Checks the request as far as its head tells.
fn target(state: &State, head: &Parts) -> Result<Target, StorageRefusal> {
    if head.method != Method::PUT {
        let message = "The specified method is not allowed against this resource.";
        return Err(StorageRefusal::new(405, "MethodNotAllowed", message));
    }
    if head.uri.query().is_some() {
        let message = "A header or query you provided implies functionality that is not implemented.";
        return Err(StorageRefusal::new(501, "NotImplemented", message));
    }
    let (bucket, key) = bucket_and_key(head)
        .ok_or_else(|| StorageRefusal::new(400, "InvalidObjectName", "The specified object is not valid."))?;
    authorise(state, head, &bucket, &key)?;
    let Some(length) = header(head, CONTENT_LENGTH.as_str()).and_then(|length| length.parse().ok()) else {
        let message = "You must provide the Content-Length HTTP header.";
        return Err(StorageRefusal::new(411, "MissingContentLength", message));
    };
    if length > OBJECT_LIMIT {
        let message = "Your proposed upload exceeds the maximum allowed object size.";
        return Err(StorageRefusal::new(400, "EntityTooLarge", message));
    }
    Ok(Target { bucket, key, length })
}

fn bucket_and_key(head: &Parts) -> Option<(String, String)> {
    let (bucket, key) = head.uri.path().strip_prefix('/')?.split_once('/')?;
    let (bucket, key) = (percent::decode_path(bucket)?, percent::decode_path(key)?);
    (!bucket.is_empty() && !key.is_empty()).then_some((bucket, key))
}

fn authorise(state: &State, head: &Parts, bucket: &str, key: &str) -> Result<(), StorageRefusal> {
    let denied = |message| StorageRefusal::new(403, "AccessDenied", message);
    let authorization = Authorization::read(head)
        .ok_or_else(|| denied("You have no right to access this object because the request is not signed with V4."))?;
    let (ticket, is_expired) = state.tickets.find(authorization.access_key_id).ok_or_else(|| {
        let message = "The OSS Access Key Id you provided does not exist in our records.";
        StorageRefusal::new(403, "InvalidAccessKeyId", message)
    })?;
    let token = header(head, "x-oss-security-token").unwrap_or_default();
    if !hash::is_same_secret(ticket.credentials.security_token().unwrap_or_default(), token) {
        let message = "The security token you provided is invalid.";
        return Err(StorageRefusal::new(403, "InvalidSecurityToken", message));
    }
    if is_expired {
        let message = "The security token you provided has expired.";
        return Err(StorageRefusal::new(403, "SecurityTokenExpired", message));
    }
    check_date(state, head, &authorization)?;
    if authorization.region != state.tickets.region {
        let message = "Invalid signing region in Authorization header.";
        return Err(StorageRefusal::new(400, "InvalidArgument", message));
    }
    if header(head, "x-oss-content-sha256") != Some("UNSIGNED-PAYLOAD") {
        let message = "The header x-oss-content-sha256 has to be UNSIGNED-PAYLOAD.";
        return Err(StorageRefusal::new(400, "InvalidArgument", message));
    }
    let segments: Vec<String> = key.split('/').map(percent::encode).collect();
    let resource = format!("/{}/{}", percent::encode(bucket), segments.join("/"));
    authorization.check(head, &resource, ticket.credentials.access_key_secret())?;
    if ticket.object.is_some_and(|object| (object.0.as_str(), object.1.as_str()) != (bucket, key)) {
        return Err(denied("You have no right to access this object."));
    }
    Ok(())
}

fn check_date(state: &State, head: &Parts, authorization: &Authorization<'_>) -> Result<(), StorageRefusal> {
    let text = header(head, "x-oss-date").unwrap_or_default();
    let Some(date) = date::parse(text, date::STORAGE).filter(|_| text.starts_with(authorization.date)) else {
        let message = "Invalid signing date in Authorization header.";
        return Err(StorageRefusal::new(400, "InvalidArgument", message));
    };
    if date::distance(date, state.tickets.now()) <= DATE_TOLERANCE {
        return Ok(());
    }
    let message = "The difference between the request time and the current time is too large.";
    Err(StorageRefusal::new(403, "RequestTimeTooSkewed", message))
}

/// Streams the body to disk and returns its checksum; `None` where it did not come whole.
async fn keep(state: &State, target: &Target, mut body: Incoming) -> Option<u64> {
    let path = state.folder.join(state.tickets.unique());
    let checksum = write(&path, &mut body, target.length).await;
    let mut objects = locked(&state.objects);
    let obsolete = match checksum {
        Some(_) => objects.insert((target.bucket.clone(), target.key.clone()), path),
        None => Some(path),
    };
    if let Some(obsolete) = obsolete {
        // What cannot be removed goes with the folder.
        let _ = std::fs::remove_file(obsolete);
    }
    checksum
}

async fn write(path: &Path, body: &mut Incoming, length: u64) -> Option<u64> {
    let mut file = File::create(path).await.ok()?;
    let mut checksum = Crc64::default();
    let mut written = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.ok()?.into_data() else { continue };
        checksum.update(&data);
        written += data.len() as u64;
        file.write_all(&data).await.ok()?;
    }
    file.flush().await.ok()?;
    (written == length).then(|| checksum.value())
}

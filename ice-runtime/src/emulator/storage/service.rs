//! Answers storage requests: checks them, injects faults, and carries out the rest.

use http::Request;
use http::header::{CONTENT_LENGTH, EXPECT};
use http::request::Parts;
use http_body_util::BodyExt;
use hyper::body::Incoming;

use super::super::delivery::{Abort, Delivery};
use super::super::fault::Fault;
use super::access::authorise;
use super::objects::Admitted;
use super::records::StorageRequest;
use super::refusal::Stop;
use super::reply;
use super::signature::header;
use super::store::Storage;
use super::target::{StorageOperation, Target};

/// Answers one request.
pub(in super::super) async fn answer(storage: &Storage, request: Request<Incoming>) -> Result<Delivery, Abort> {
    let (head, mut body) = request.into_parts();
    let target = Target::of(&head);
    let length = header(&head, CONTENT_LENGTH.as_str()).and_then(|length| length.parse().ok());
    let mut record = StorageRequest::of(&target, length);
    storage.note(&mut record);
    let (delivery, refused) = match serve(storage, &head, &target, &record, &mut body).await {
        Ok(done) => done,
        Err(Stop::Aborted(abort)) => return Err(abort),
        Err(Stop::Refused(refusal)) => {
            let response = reply::refused(&storage.tickets, &head, &refusal);
            (Delivery::whole(response), Some(refusal.code.to_owned()))
        }
    };
    // If it were answered while still sending, a client would see a broken pipe instead of the answer. One that waits
    // for `100 Continue` does not send its body.
    if refused.is_none() || !head.headers.contains_key(EXPECT) {
        drain(&mut body).await;
    }
    storage.note_reply(record.number, delivery.0.status().as_u16(), refused.as_deref());
    Ok(delivery)
}

/// Returns the reply to a request, and the error code if a fault refuses it.
async fn serve(
    storage: &Storage,
    head: &Parts,
    target: &Target,
    record: &StorageRequest,
    body: &mut Incoming,
) -> Result<(Delivery, Option<String>), Stop> {
    target.check(head)?;
    authorise(&storage.tickets, head, target)?;
    let mut request = Admitted { storage, head, target, pause: None };
    let fault = storage.fault(record);
    match fault {
        Some(Fault::Answer(answer)) => {
            let refused = answer.code().map(str::to_owned);
            return Ok((Delivery::whole(reply::played(&storage.tickets, head, answer)), refused));
        }
        Some(Fault::Stall) => return std::future::pending().await,
        Some(Fault::Reset) => {
            // Somewhere in the middle of the file.
            let _ = body.frame().await;
            return Err(Stop::Aborted(Abort::Reset));
        }
        Some(Fault::Close) => return Err(Stop::Aborted(Abort::Close)),
        Some(Fault::Slow(pause)) => request.pause = Some(pause),
        Some(Fault::Delay(_) | Fault::CutOff | Fault::WrongChecksum) | None => {}
    }
    let mut delivery = carry_out(&request, body).await?;
    match fault {
        Some(Fault::Delay(wait)) => tokio::time::sleep(wait).await,
        Some(Fault::CutOff) => return Err(Stop::Aborted(Abort::Reset)),
        Some(Fault::WrongChecksum) => falsify(&mut delivery),
        _ => {}
    }
    Ok((delivery, None))
}

async fn carry_out(request: &Admitted<'_>, body: &mut Incoming) -> Result<Delivery, Stop> {
    match request.target.operation {
        StorageOperation::PutObject => request.put_object(body).await,
        StorageOperation::GetObject | StorageOperation::HeadObject | StorageOperation::Other => {
            request.get_object().await
        }
        StorageOperation::InitiateMultipartUpload => Ok(request.initiate()),
        StorageOperation::UploadPart => request.upload_part(body).await,
        StorageOperation::ListParts => request.list_parts(),
        StorageOperation::CompleteMultipartUpload => request.complete(body).await,
        StorageOperation::AbortMultipartUpload => request.abort(),
    }
}

/// Puts a wrong checksum into the reply.
fn falsify(delivery: &mut Delivery) {
    if let Some(checksum) = delivery.0.headers_mut().get_mut(reply::CHECKSUM) {
        let value = checksum.to_str().ok().and_then(|text| text.parse::<u64>().ok()).unwrap_or_default();
        *checksum = http::HeaderValue::from(value ^ 1);
    }
}

/// Reads the rest of a body, as long as the caller keeps sending.
async fn drain(body: &mut Incoming) {
    while let Some(Ok(_)) = body.frame().await {}
}

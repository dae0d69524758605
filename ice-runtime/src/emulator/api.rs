//! API requests: in comes an HTTP request, out goes the registered answer, a refusal, or a fault.

use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use http::header::HOST;
use http::request::Parts;
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;

use super::admission;
use super::answer::{Answer, Origin};
use super::arrived::Arrived;
use super::delivery::{Abort, Delivery};
use super::fault::Fault;
use super::received::{Call, Received};
use super::refusal::Refusal;
use super::shared::{Registered, Shared, locked};

/// The largest body of an API request, in bytes.
const BODY_LIMIT: usize = 16 << 20;

/// Answers one API request.
pub(super) async fn answer(shared: &Arc<Shared>, request: Request<Incoming>) -> Result<Delivery, Abort> {
    let (head, body) = request.into_parts();
    let exchange = Exchange::of(shared, &head);
    let arrived = match read_body(body).await.and_then(|body| Arrived::read(head, body)) {
        Ok(arrived) => arrived,
        Err(refusal) => return Ok(Delivery::whole(exchange.respond("ice", refusal.into()))),
    };
    let mut received = Received::of(&arrived, &exchange.request_id);
    let operation = match admitted(shared, &arrived, &mut received) {
        Ok(operation) => operation,
        Err(refusal) => {
            let product = admission::product(shared, &arrived);
            return Ok(Delivery::whole(exchange.respond(product, refusal.into())));
        }
    };
    let fault = locked(&shared.faults).take(operation.metadata.action);
    match fault {
        None => Ok(Delivery::whole(exchange.carry_out(operation, received))),
        Some(Fault::Delay(wait)) => {
            tokio::time::sleep(wait).await;
            Ok(Delivery::whole(exchange.carry_out(operation, received)))
        }
        Some(Fault::CutOff) => Ok(Delivery::cut_off(exchange.carry_out(operation, received))),
        Some(Fault::Answer(answer)) => Ok(Delivery::whole(exchange.respond(operation.metadata.product, answer))),
        Some(Fault::Stall) => std::future::pending().await,
        Some(Fault::Reset) => Err(Abort::Reset),
        Some(Fault::Close) => Err(Abort::Close),
    }
}

/// One request and what its answer tells of where it comes from.
struct Exchange<'a> {
    shared: &'a Arc<Shared>,
    request_id: String,
    host: String,
}

impl<'a> Exchange<'a> {
    fn of(shared: &'a Arc<Shared>, head: &Parts) -> Self {
        let host = head.headers.get(HOST).and_then(|host| host.to_str().ok());
        Self { shared, request_id: shared.request_id(), host: host.unwrap_or_default().to_owned() }
    }

    fn respond(&self, product: &str, answer: Answer) -> http::Response<Bytes> {
        answer.into_response(&Origin {
            request_id: &self.request_id,
            host: &self.host,
            product,
            now: self.shared.now(),
        })
    }

    /// Asks for the registered answer, and checks that the operation's response can be read from it.
    fn carry_out(&self, operation: &Registered, received: Received) -> http::Response<Bytes> {
        let product = operation.metadata.product;
        let answer = (operation.answer)(&Call { received, shared: Arc::clone(self.shared) });
        let is_success = answer.is_success();
        let response = self.respond(product, answer);
        let mismatch = is_success.then(|| (operation.mismatch)(response.clone())).flatten();
        mismatch.map_or(response, |problem| self.respond(product, Answer::invalid(&problem)))
    }
}

async fn read_body(body: Incoming) -> Result<Bytes, Refusal> {
    match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(_) => Err(Refusal::new(413, "RequestEntityTooLarge", "The request body is too large, or broken.")),
    }
}

/// Finds and checks the operation, and keeps a record of the request.
fn admitted<'a>(shared: &'a Shared, arrived: &Arrived, received: &mut Received) -> Result<&'a Registered, Refusal> {
    let admitted = admission::operation(shared, arrived).and_then(|operation| {
        received.note_idempotency_token(operation.metadata);
        admission::admit(shared, arrived, operation).map(|()| operation)
    });
    received.refused = admitted.as_ref().err().map(|refusal| refusal.code.to_owned());
    locked(&shared.received).push(received.clone());
    admitted
}

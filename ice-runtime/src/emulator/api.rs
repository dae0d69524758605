//! Answers API requests with the registered answer, a refusal, or a fault.

use std::sync::Arc;

use bytes::Bytes;
use http::header::HOST;
use http::request::Parts;
use http::{Request, Response};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;

use super::admission;
use super::answer::{Answer, Origin};
use super::arrived::Arrived;
use super::delivery::{Abort, Delivery};
use super::fault::Fault;
use super::lock::locked;
use super::panics::quoted;
use super::received::{Call, Received};
use super::refusal::Refusal;
use super::state::{Called, State};

/// The largest body of an API request, in bytes.
const BODY_LIMIT: usize = 16 << 20;

/// Answers one API request.
pub(super) async fn answer(state: &Arc<State>, request: Request<Incoming>) -> Result<Delivery, Abort> {
    let (head, body) = request.into_parts();
    let exchange = Exchange::of(state, &head);
    let arrived = match read_body(body).await.and_then(|body| Arrived::read(head, body)) {
        Ok(arrived) => arrived,
        Err(refusal) => return Ok(Delivery::whole(exchange.respond("", refusal.into()))),
    };
    let mut received = Received::of(&arrived, &exchange.request_id);
    let called = match admitted(state, &arrived, &mut received) {
        Ok(called) => called,
        Err(refusal) => return Ok(Delivery::whole(exchange.respond("", refusal.into()))),
    };
    let fault = locked(&state.faults).take(&received.action);
    match fault {
        None | Some(Fault::WrongChecksum) => Ok(Delivery::whole(exchange.carry_out(&called, received))),
        Some(Fault::Delay(wait) | Fault::Slow(wait)) => {
            tokio::time::sleep(wait).await;
            Ok(Delivery::whole(exchange.carry_out(&called, received)))
        }
        Some(Fault::CutOff) => Ok(Delivery::cut_off(exchange.carry_out(&called, received))),
        Some(Fault::Answer(answer)) => Ok(Delivery::whole(exchange.respond(called.product, answer))),
        Some(Fault::Stall) => std::future::pending().await,
        Some(Fault::Reset) => Err(Abort::Reset),
        Some(Fault::Close) => Err(Abort::Close),
    }
}

/// One request, and what its answer says about its origin.
struct Exchange<'a> {
    state: &'a State,
    request_id: String,
    host: Option<String>,
}

impl<'a> Exchange<'a> {
    fn of(state: &'a State, head: &Parts) -> Self {
        let host = head.headers.get(HOST).and_then(|host| host.to_str().ok());
        Self { state, request_id: state.tickets.request_id(), host: host.map(str::to_owned) }
    }

    fn respond(&self, product: &str, answer: Answer) -> Response<Bytes> {
        answer.into_response(&Origin {
            request_id: &self.request_id,
            host: self.host.as_deref().unwrap_or_default(),
            product,
            now: self.state.tickets.now(),
        })
    }

    /// Produces the registered answer, or one from the document. If it panics or does not fit the operation's response,
    /// the result is an error that says so.
    fn carry_out(&self, called: &Called<'_>, received: Received) -> Response<Bytes> {
        let call = Call { received, tickets: Arc::clone(&self.state.tickets), host: self.host.clone() };
        let whose = format!("the answer registered for {}", call.action);
        let answered = quoted(&whose, || {
            let answer = match (called.registered, &called.documented) {
                (Some(registered), _) => (registered.answer)(&call),
                (None, Some(documented)) => documented.answer(&call),
                (None, None) => Answer::invalid("the operation has no answer"),
            };
            let is_success = answer.is_success();
            let response = self.respond(called.product, answer);
            let checked = called.registered.filter(|_| is_success);
            match checked.and_then(|registered| (registered.mismatch)(response.clone())) {
                Some(problem) => self.respond(called.product, Answer::invalid(&problem)),
                None => response,
            }
        });
        answered.unwrap_or_else(|panicked| self.respond(called.product, panicked))
    }
}

async fn read_body(body: Incoming) -> Result<Bytes, Refusal> {
    match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(_) => Err(Refusal::new(413, "RequestEntityTooLarge", "The request body is too large or broken.")),
    }
}

/// Finds the operation, checks the request and records it.
fn admitted<'a>(state: &'a State, arrived: &Arrived, received: &mut Received) -> Result<Called<'a>, Refusal> {
    let admitted = admission::operation(state, arrived).and_then(|called| {
        if let Some(registered) = called.registered {
            received.note_idempotency_token(registered.metadata);
        }
        admission::admit(state, arrived, &called).map(|()| called)
    });
    received.refused = admitted.as_ref().err().map(|refusal| refusal.code.to_owned());
    locked(&state.received).push(received.clone());
    admitted
}

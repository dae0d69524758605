//! An in-memory transport that plays scripted steps and records what was sent, and when.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use ice_runtime::transport::Body;
use ice_runtime::{BoxFuture, Transport, TransportError, TransportErrorKind};
use tokio::time::{Instant, sleep};

#[derive(Debug, Clone)]
pub enum Step {
    /// Status, header lines, body.
    Reply(u16, Vec<(&'static str, String)>, String),
    Fails(TransportErrorKind),
    Silent,
    /// The step takes this long.
    After(Duration, Box<Step>),
}

impl Step {
    pub fn success() -> Self {
        Self::Reply(200, Vec::new(), super::operations::THING.to_owned())
    }

    /// An error of the service.
    pub fn error(status: u16, code: &str) -> Self {
        let body = format!(r#"{{"Code":"{code}","Message":"planned","RequestId":"R-{status}"}}"#);
        Self::Reply(status, Vec::new(), body)
    }

    #[must_use]
    pub fn with_header(self, name: &'static str, value: impl Into<String>) -> Self {
        match self {
            Self::Reply(status, mut headers, body) => {
                headers.push((name, value.into()));
                Self::Reply(status, headers, body)
            }
            other => other,
        }
    }

    #[must_use]
    pub fn after(self, time: Duration) -> Self {
        Self::After(time, Box::new(self))
    }
}

/// Plays its steps, repeating the last one.
#[derive(Debug, Clone)]
pub struct Memory {
    steps: Arc<Mutex<VecDeque<Step>>>,
    seen: Arc<Mutex<Vec<Sent>>>,
}

#[derive(Debug, Clone)]
pub struct Sent {
    pub at: Instant,
    pub request: Request<Bytes>,
}

impl Memory {
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self { steps: Arc::new(Mutex::new(steps.into_iter().collect())), seen: Arc::default() }
    }

    pub fn sent(&self) -> Vec<Sent> {
        self.seen.lock().unwrap().clone()
    }

    /// The times between the requests.
    pub fn waits(&self) -> Vec<Duration> {
        let sent = self.sent();
        sent.windows(2).map(|pair| pair[1].at - pair[0].at).collect()
    }

    fn next(&self) -> Step {
        let mut steps = self.steps.lock().unwrap();
        if steps.len() > 1 { steps.pop_front().unwrap() } else { steps.front().cloned().unwrap() }
    }
}

impl Transport for Memory {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let at = Instant::now();
        self.seen
            .lock()
            .unwrap()
            .push(Sent { at, request: request.map(|body| body.as_bytes().cloned().unwrap_or_default()) });
        let step = self.next();
        Box::pin(play(step))
    }
}

async fn play(mut step: Step) -> Result<Response<Bytes>, TransportError> {
    while let Step::After(time, next) = step {
        sleep(time).await;
        step = *next;
    }
    match step {
        Step::Reply(status, headers, body) => {
            let mut reply = Response::builder().status(status);
            for (name, value) in headers {
                reply = reply.header(name, value);
            }
            Ok(reply.body(body.into()).unwrap())
        }
        Step::Fails(kind) => Err(TransportError::new(kind)),
        Step::Silent | Step::After(..) => std::future::pending().await,
    }
}

impl Sent {
    /// A value from the query string or the headers, as it is on the wire.
    pub fn param(&self, name: &str) -> Option<String> {
        let query = self.request.uri().query().unwrap_or_default();
        let in_query = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        in_query.map(str::to_owned)
    }

    pub fn header(&self, name: &str) -> Option<String> {
        Some(self.request.headers().get(name)?.to_str().unwrap().to_owned())
    }
}

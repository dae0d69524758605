//! The leak check: no text of a run may contain a planted secret.

use std::error::Error as StdError;
use std::fmt::{self, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span;
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Metadata, Subscriber};

use crate::operations::{PROXY_PASSWORD, SECRET, TICKET, TOKEN};
use crate::percent::{decoded, encoded};

/// The texts of a run, including everything that this thread logs.
pub struct Run {
    texts: String,
    log: Log,
    _guard: DefaultGuard,
}

impl Run {
    /// Starts capturing the log of this thread.
    #[expect(clippy::new_without_default, reason = "it acts on the thread")]
    pub fn new() -> Self {
        let log = Log::default();
        Self { texts: String::new(), _guard: tracing::subscriber::set_default(log.clone()), log }
    }

    /// Adds every form in which an error can be displayed.
    pub fn add_error(&mut self, error: &(dyn StdError + 'static)) {
        let mut next = Some(error);
        while let Some(error) = next {
            let _ = writeln!(self.texts, "{error}\n{error:?}\n{error:#?}");
            next = error.source();
        }
    }

    pub fn add_debug(&mut self, value: &impl fmt::Debug) {
        let _ = writeln!(self.texts, "{value:?}\n{value:#?}");
    }

    /// The log so far.
    pub fn log(&self) -> String {
        self.log.0.lock().unwrap().clone()
    }

    /// Fails on a secret: a planted one, or a signature of these requests.
    pub fn check<S: AsRef<str>>(&self, requests: &[S]) {
        let mut secrets: Vec<String> = [SECRET, TOKEN, PROXY_PASSWORD, TICKET].map(str::to_owned).into();
        secrets.push(encoded(TOKEN));
        secrets.push(encoded(&encoded(TOKEN)));
        secrets.extend(requests.iter().flat_map(|request| signatures(request.as_ref())));
        let texts = format!("{}\n{}", self.texts, self.log());
        for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
            assert!(!texts.contains(secret), "`{secret}` is shown in: {texts}");
        }
        assert!(!texts.contains("SignatureMethod="), "a signed URL is shown in: {texts}");
    }
}

/// The signature of a request, as it was sent and decoded.
fn signatures(request: &str) -> Vec<String> {
    let end = |text: &str| text.find(['&', ' ', '\r', '\n']).unwrap_or(text.len());
    let marked = request.match_indices("Signature=");
    marked
        .flat_map(|(at, marker)| {
            let rest = &request[at + marker.len()..];
            let signature = &rest[..end(rest)];
            [signature.to_owned(), decoded(signature)]
        })
        .collect()
}

/// A subscriber that records every span and event with all fields.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Log {
    fn write(&self, metadata: &Metadata<'_>, record: impl FnOnce(&mut Line<'_>)) {
        let mut text = self.0.lock().unwrap();
        let _ = write!(text, "{} {} {}:", metadata.level(), metadata.target(), metadata.name());
        record(&mut Line(&mut text));
        text.push('\n');
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        self.write(span.metadata(), |line| span.record(line));
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut Line(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        self.write(event.metadata(), |line| event.record(line));
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

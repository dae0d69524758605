//! The table of faults: each fault is injected, and what the caller sees has to match its row in
//! `ice-runtime/FAULTS.md`.
//!
//! It is injected twice: into an operation that may be retried, signed with HMAC-SHA1 (the signature is in the URL),
//! and into one that may not, signed with ACS3. To update the rows and review the difference:
//!
//! ```text
//! ICE_WRITE_FAULTS=1 cargo test -p ice-tests faults:: -- --test-threads=1
//! ```

use std::error::Error as _;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use ice_runtime::credentials::CachedCredentials;
use ice_runtime::sign::Scheme;
use ice_runtime::{Client, Detailed, Endpoint, Error, HttpSettings, MayHaveExecuted, Proxy, RetryPolicy, TimeLimit};
use ice_tests::leaks::Run;
use ice_tests::operations::{GetThing, SubmitThing, Thing, credentials};
use ice_tests::peer::{Peer, Wire};

/// Longer than any test may take, so that this limit never ends an attempt.
const NEVER: Duration = Duration::from_secs(45);
/// The limit that faults run into.
const SHORT: Duration = Duration::from_millis(250);

/// What ends an attempt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ends {
    AtOnce,
    ByConnectTimeout,
    ByReadTimeout,
    ByAttemptTimeout,
}

/// Where requests go, and how.
pub(super) struct Target {
    pub(super) peer: Option<Peer>,
    pub(super) endpoint: Endpoint,
    pub(super) http: HttpSettings,
}

impl Target {
    pub(super) fn new(peer: Peer) -> Self {
        Self { endpoint: peer.endpoint(), ..Self::without_peer(peer.endpoint()) }.with_peer(peer)
    }

    pub(super) fn without_peer(endpoint: Endpoint) -> Self {
        let mut http = HttpSettings::default();
        http.proxy = Proxy::None;
        Self { peer: None, endpoint, http }
    }

    pub(super) fn with_peer(self, peer: Peer) -> Self {
        Self { peer: Some(peer), ..self }
    }
}

pub(super) struct Fault {
    name: &'static str,
    target: Box<dyn Fn() -> Target>,
    ends: Ends,
    keys: fn() -> CachedCredentials,
}

impl Fault {
    /// A fault that plays a script on each connection.
    pub(super) fn new(name: &'static str, script: impl Fn(&mut Wire) + Send + Sync + Clone + 'static) -> Self {
        Self::at(name, move || Target::new(Peer::start(script.clone())))
    }

    /// A fault that sends this reply to each request.
    pub(super) fn replying(name: &'static str, reply: impl Into<Vec<u8>>) -> Self {
        let reply = reply.into();
        Self::at(name, move || Target::new(Peer::replying(reply.clone())))
    }

    pub(super) fn at(name: &'static str, target: impl Fn() -> Target + 'static) -> Self {
        Self { name, target: Box::new(target), ends: Ends::AtOnce, keys: || credentials().into() }
    }

    pub(super) fn ends(self, ends: Ends) -> Self {
        Self { ends, ..self }
    }

    pub(super) fn under(self, keys: fn() -> CachedCredentials) -> Self {
        Self { keys, ..self }
    }

    async fn play(&self, is_safe: bool) -> Observed {
        let mut run = Run::new();
        let target = (self.target)();
        let client = self.client(&target, is_safe);
        run.add_debug(&client);
        run.add_debug(&target.http);
        let started = Instant::now();
        let outcome = if is_safe {
            client.send(&GetThing::default()).detailed().await
        } else {
            client.send(&SubmitThing::default()).detailed().await
        };
        let elapsed = started.elapsed();
        let requests = target.peer.as_ref().map(Peer::requests).unwrap_or_default();
        if let Err(error) = &outcome {
            run.add_error(error);
            check_texts(error);
        }
        run.check(&requests);
        let limit = match &outcome {
            Err(Error::Transport(error)) => error.limit(),
            _ => None,
        };
        assert_eq!(outcome.as_ref().is_err_and(Error::is_timeout), limit.is_some(), "{}", self.name);
        let observed = Observed::new(outcome);
        self.check_time(elapsed, observed.attempts);
        self.check_limit(limit);
        self.check_requests(&requests, &observed);
        observed
    }

    fn client(&self, target: &Target, is_safe: bool) -> Client {
        let limit = |ends| if self.ends == ends { SHORT } else { NEVER };
        let mut http = target.http.clone();
        http.connect_timeout = limit(Ends::ByConnectTimeout);
        http.read_timeout = limit(Ends::ByReadTimeout);
        let waits = Duration::from_millis(1);
        Client::builder()
            .endpoint(target.endpoint.clone())
            .credentials((self.keys)())
            .scheme(if is_safe { Scheme::HmacSha1 } else { Scheme::Acs3HmacSha256 })
            .http(http)
            .attempt_timeout(limit(Ends::ByAttemptTimeout))
            .timeout(2 * NEVER)
            .retry(RetryPolicy::default().with_base_delay(waits).with_throttled_base_delay(waits))
            .build()
            .unwrap()
    }

    fn check_time(&self, elapsed: Duration, attempts: u32) {
        match self.ends {
            Ends::AtOnce => assert!(elapsed < NEVER, "{}: {elapsed:?}", self.name),
            _ => assert!(elapsed >= SHORT * attempts, "{}: {elapsed:?}", self.name),
        }
    }

    /// An error caused by a time-out names it. The body of an error reply may come too late, which does not change the
    /// error.
    fn check_limit(&self, limit: Option<TimeLimit>) {
        let expected = match self.ends {
            Ends::AtOnce => None,
            Ends::ByConnectTimeout => Some(TimeLimit::Connect),
            Ends::ByReadTimeout => Some(TimeLimit::Read),
            Ends::ByAttemptTimeout => Some(TimeLimit::Attempt),
        };
        assert!(
            limit == expected || limit.is_none() && self.name.starts_with("an error's body"),
            "{}: {limit:?}",
            self.name
        );
    }

    /// The requests sent are the attempts reported: nothing below the client retries.
    fn check_requests(&self, requests: &[String], observed: &Observed) {
        let arrived = requests.len();
        let expected = if observed.is_before_sending { 0 } else { observed.attempts as usize };
        assert_eq!(arrived, expected, "{}: {requests:?}", self.name);
        let mut nonces: Vec<&str> = requests.iter().filter_map(|request| nonce(request)).collect();
        nonces.sort_unstable();
        nonces.dedup();
        assert_eq!(nonces.len(), arrived, "{}: a nonce for each request", self.name);
    }
}

/// The nonce of a request under either scheme.
pub(super) fn nonce(request: &str) -> Option<&str> {
    let (_, rest) = request.split_once("x-acs-signature-nonce: ").or_else(|| request.split_once("SignatureNonce="))?;
    rest.get(..32)
}

/// What the caller saw.
struct Observed {
    outcome: String,
    attempts: u32,
    may_have_executed: Option<MayHaveExecuted>,
    is_before_sending: bool,
}

impl Observed {
    fn new(outcome: Result<Detailed<Thing>, Error>) -> Self {
        match outcome {
            Ok(detailed) => Self {
                outcome: "the response".to_owned(),
                attempts: detailed.attempts,
                may_have_executed: None,
                is_before_sending: false,
            },
            Err(error) => Self {
                outcome: describe(&error),
                attempts: error.attempts(),
                may_have_executed: Some(error.may_have_executed()),
                is_before_sending: matches!(&error, Error::Transport(failed) if failed.kind().is_before_sending()),
            },
        }
    }
}

/// One line says what failed, its causes are not in it, and the long form has both.
fn check_texts(error: &Error) {
    let (line, all) = (error.to_string(), format!("{error:#}"));
    assert_eq!(line.lines().count(), 1, "{line}");
    assert!(all.starts_with(&line), "{all}");
    assert_eq!(format!("{error:?}"), all);
    for cause in std::iter::successors(error.source(), |&cause| cause.source()) {
        let cause = cause.to_string();
        assert!(!line.contains(&cause) && all.contains(&cause), "{cause} in {line}");
    }
}

fn describe(error: &Error) -> String {
    let mut text = match error {
        Error::Transport(failed) => format!("`Transport`, `{:?}`", failed.kind()),
        Error::Service(_) => "`Service`".to_owned(),
        Error::Reply(failed) if failed.path().is_empty() => "`Reply`".to_owned(),
        Error::Reply(failed) => format!("`Reply` at `{}`", failed.path()),
        other => format!("{other:?}"),
    };
    if let Some(status) = error.status() {
        let _ = write!(text, ", status {status}");
    }
    if let Some(code) = error.code() {
        let _ = write!(text, ", code `{code}`");
    }
    if let Some(id) = error.request_id() {
        let _ = write!(text, ", request id `{id}`");
    }
    text
}

/// Injects the faults of a section and compares its rows with the document.
pub(super) async fn check(section: &str, faults: Vec<Fault>) {
    let mut rows = String::new();
    for fault in faults {
        let (safe, other) = (fault.play(true).await, fault.play(false).await);
        assert_eq!(safe.outcome, other.outcome, "{}", fault.name);
        let executed = other.may_have_executed.map_or_else(|| "yes".to_owned(), |may| format!("`{may:?}`"));
        let _ = writeln!(
            rows,
            "| {} | {} | {} | {} | {} | {executed} |",
            fault.name,
            safe.outcome,
            when(fault.ends),
            repeated(&safe),
            repeated(&other),
        );
    }
    compare(section, &rows);
}

/// What ended the attempts, which the error names too.
fn when(ends: Ends) -> &'static str {
    match ends {
        Ends::AtOnce => "at once",
        Ends::ByConnectTimeout => "`connect_timeout`",
        Ends::ByReadTimeout => "`read_timeout`",
        Ends::ByAttemptTimeout => "`attempt_timeout`",
    }
}

fn repeated(observed: &Observed) -> &'static str {
    match observed.attempts {
        1 => "no",
        2 => "once",
        _ => "yes",
    }
}

const HEAD: &str = "| fault | the caller gets | after | repeated if safe | repeated if unsafe | carried out |\n\
                    | --- | --- | --- | --- | --- | --- |\n";

fn compare(section: &str, rows: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ice-runtime/FAULTS.md");
    let document = std::fs::read_to_string(&path).unwrap();
    let title = format!("## {section}\n\n{HEAD}");
    let (before, rest) = document.split_once(&title).unwrap_or_else(|| panic!("`FAULTS.md` has no table `{section}`"));
    let end = rest.split_inclusive('\n').take_while(|line| line.starts_with('|')).map(str::len).sum();
    let (written, after) = rest.split_at(end);
    if std::env::var_os("ICE_WRITE_FAULTS").is_some() {
        std::fs::write(&path, format!("{before}{title}{rows}{after}")).unwrap();
        return;
    }
    for (written, seen) in written.lines().zip(rows.lines()) {
        assert_eq!(written, seen, "`FAULTS.md`, section `{section}`");
    }
    assert_eq!(written.lines().count(), rows.lines().count(), "`FAULTS.md`, section `{section}`");
}

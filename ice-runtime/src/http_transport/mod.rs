//! The transport over reqwest, and its limits: connecting, silence, and the size of replies.

mod failure;
mod outgoing;
mod reply_body;
mod settings;
#[cfg(feature = "rustls")]
mod tls;

pub use settings::{HttpSettings, Proxy};

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, HeaderValue};
use http::uri::Authority;
use outgoing::Outgoing;
use reply_body::ReplyBody;
use reqwest::Url;
use tokio::task::yield_now;
use tokio::time::{Instant, timeout, timeout_at};

use crate::endpoint::Endpoint;
use crate::error::{ConfigError, Error, TimeLimit, TransportError, TransportErrorKind};
use crate::response::unreadable_type;
use crate::transport::{AttemptTimeout, Body, BoxFuture, Replied, SendProgress, Transport, request_id_header};

/// HTTP/1.1 over reqwest, with a pool of connections. Cheap to clone; clones share the pool.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: reqwest::Client,
    /// For this machine: plain HTTP to it must not leave it through a proxy from the environment.
    direct: reqwest::Client,
    settings: HttpSettings,
    /// How many requests are in flight, including those of clones.
    under_way: Arc<AtomicUsize>,
    /// The URL that most requests go to, parsed once: parsing costs more than signing.
    base: Option<(Authority, Url)>,
}

impl HttpTransport {
    /// Creates a transport with these settings.
    ///
    /// # Errors
    ///
    /// A proxy or certificate of the settings cannot be used.
    pub fn new(settings: &HttpSettings) -> Result<Self, Error> {
        let (client, direct) = settings.build()?;
        Ok(Self { client, direct, settings: settings.clone(), under_way: Arc::default(), base: None })
    }

    /// Prepares it for requests to `endpoint`; requests elsewhere still work.
    pub(crate) fn for_endpoint(self, endpoint: &Endpoint) -> Result<Self, Error> {
        let url = Url::parse(&endpoint.to_string())
            .map_err(|error| ConfigError::new("endpoint", format_args!("not a valid URL: {error}")))?;
        Ok(Self { base: Some((endpoint.authority.clone(), url)), ..self })
    }

    fn url(&self, uri: &http::Uri) -> Result<Url, TransportError> {
        if let Some((authority, url)) = &self.base
            && uri.authority() == Some(authority)
            && uri.path() == "/"
            && uri.scheme_str() == Some(url.scheme())
        {
            let mut url = url.clone();
            // The signer's output is already encoded; nothing is encoded again.
            url.set_query(uri.query());
            return Ok(url);
        }
        // The error would show the URL.
        Url::parse(&uri.to_string()).map_err(|_| TransportError::new(TransportErrorKind::Other))
    }

    async fn exchange(&self, request: http::Request<Body>) -> Replied {
        let under_way = UnderWay::new(&self.under_way);
        if under_way.is_alone() {
            notice_closed_connections().await;
        }
        let attempt = request.extensions().get().map(|AttemptTimeout(time)| *time);
        let silence = self.settings.longest_silence(attempt);
        let wants_json = request.headers().get(ACCEPT).is_some_and(|wanted| wanted == "application/json");
        let (sending, progress) = self.start(request)?;
        let reply = head(sending, &progress, silence).await.map_err(|error| match error.limit() {
            Some(TimeLimit::Connect) => error.lasting(self.settings.connect_timeout),
            _ => error,
        })?;
        progress.head_seen(reply.status(), reply.headers());
        if wants_json && reply.status().is_success() && unreadable_type(reply.headers()).is_some() {
            // Its headers say what is wrong, and its body may never end.
            return Ok(whole(reply, Bytes::new()));
        }
        self.read(reply, silence).await
    }

    /// Hands a request to reqwest. Not part of the future, which would otherwise hold all of it.
    fn start(
        &self,
        request: http::Request<Body>,
    ) -> Result<(impl Future<Output = reqwest::Result<reqwest::Response>> + use<>, SendProgress), TransportError> {
        let url = self.url(request.uri())?;
        let progress = SendProgress::of(&request);
        let (head, body) = request.into_parts();
        let client = if is_loopback(&url) { &self.direct } else { &self.client };
        let mut request = reqwest::Request::new(head.method, url);
        *request.headers_mut() = head.headers;
        if body.is_empty() && matches!(*request.method(), http::Method::POST | http::Method::PUT) {
            // Some proxies refuse a POST without a content length, and the storage a PUT.
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        *request.body_mut() = Some(reqwest::Body::wrap(Outgoing::new(body.open(), progress.clone())));
        Ok((client.execute(request), progress))
    }

    async fn read(
        &self,
        mut reply: reqwest::Response,
        silence: Duration,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let status = reply.status();
        let body = if status.is_success() {
            let read = self.read_success(&mut reply, silence).await;
            read.map_err(|error| error.with_head(status.as_u16(), request_id_header(reply.headers())))?
        } else {
            self.read_error(&mut reply).await
        };
        Ok(whole(reply, body))
    }

    async fn read_success(&self, reply: &mut reqwest::Response, silence: Duration) -> Result<Bytes, TransportError> {
        let announced = reply.content_length().and_then(|length| usize::try_from(length).ok());
        if announced.is_some_and(|length| length > self.settings.reply_limit) {
            return Err(TransportErrorKind::TooLarge.into());
        }
        let mut body = ReplyBody::new(self.settings.reply_limit);
        while let Some(chunk) = chunk(reply, silence).await? {
            if !body.take(chunk) {
                return Err(TransportErrorKind::TooLarge.into());
            }
        }
        Ok(body.into_bytes())
    }

    /// Reads as much of an error's body as arrives within the limits; the status says what matters.
    async fn read_error(&self, reply: &mut reqwest::Response) -> Bytes {
        let mut body = ReplyBody::new(self.settings.error_limit);
        let filled = async {
            while let Ok(Some(chunk)) = reply.chunk().await {
                if !body.take(chunk) {
                    break;
                }
            }
        };
        let _ = timeout(self.settings.longest_silence(None), filled).await;
        body.into_bytes()
    }
}

fn whole(mut reply: reqwest::Response, body: Bytes) -> http::Response<Bytes> {
    let mut whole = http::Response::new(body);
    *whole.status_mut() = reply.status();
    *whole.headers_mut() = std::mem::take(reply.headers_mut());
    whole
}

impl Transport for HttpTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Replied> {
        Box::pin(self.exchange(request))
    }
}

fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(crate::endpoint::is_loopback)
}

/// Waits for the head of the reply as long as the request makes progress. Until it has a connection, the limit is the
/// time for connecting.
async fn head(
    sending: impl Future<Output = reqwest::Result<reqwest::Response>>,
    progress: &SendProgress,
    silence: Duration,
) -> Result<reqwest::Response, TransportError> {
    let mut sending = pin!(sending);
    let mut end = Instant::now() + silence;
    loop {
        if let Ok(reply) = timeout_at(end, sending.as_mut()).await {
            return reply.map_err(failure::of_request);
        }
        let now = Instant::now();
        let quiet_since = if progress.is_connecting() { now } else { progress.quiet_since() };
        end = quiet_since + silence;
        if end <= now {
            return Err(failure::silence(silence));
        }
    }
}

async fn chunk(reply: &mut reqwest::Response, silence: Duration) -> Result<Option<Bytes>, TransportError> {
    match timeout(silence, reply.chunk()).await {
        Ok(chunk) => chunk.map_err(failure::of_body),
        Err(_) => Err(failure::silence(silence)),
    }
}

/// Counts a request while it is alive.
struct UnderWay<'a>(&'a AtomicUsize);

impl<'a> UnderWay<'a> {
    fn new(requests: &'a AtomicUsize) -> Self {
        requests.fetch_add(1, Ordering::Relaxed);
        Self(requests)
    }

    fn is_alone(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 1
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A pooled connection may have been closed while the runtime was busy. Anything sent on it is lost, and whether it
/// was carried out is unknown; so the runtime gets a turn for its sockets and one for the tasks that these wake. With
/// other requests in flight it has enough turns already, and these would halve the throughput.
async fn notice_closed_connections() {
    // In a separate task: a blocking thread has no turns to give.
    let turns = tokio::spawn(async {
        yield_now().await;
        yield_now().await;
    });
    let _ = turns.await;
}

//! The transport over reqwest: in comes a signed request, out comes its whole reply within the limits.

mod body;
mod failure;
mod outgoing;
mod settings;
#[cfg(feature = "rustls")]
mod tls;

pub use settings::{HttpSettings, Proxy};

use std::time::Duration;

use body::Body;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue};
use http::uri::Authority;
use outgoing::Outgoing;
use reqwest::Url;
use tokio::time::timeout;

use crate::endpoint::Endpoint;
use crate::error::{ConfigError, Error, TransportError, TransportErrorKind};
use crate::transport::{BoxFuture, SendProgress, Transport, request_id_header};

/// HTTP/1.1 over reqwest, with a pool of connections. Cheap to clone; clones share the pool.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: reqwest::Client,
    /// For this machine: what goes there in plain HTTP must not leave it through a proxy that the environment names.
    direct: reqwest::Client,
    reply_limit: usize,
    error_limit: usize,
    error_timeout: Duration,
    /// The URL that most requests go to, parsed once: parsing costs more than signing.
    base: Option<(Authority, Url)>,
}

impl HttpTransport {
    /// A transport with these settings.
    ///
    /// # Errors
    ///
    /// A proxy or certificate of the settings cannot be used.
    pub fn new(settings: &HttpSettings) -> Result<Self, Error> {
        let (client, direct) = settings.build()?;
        Ok(Self {
            client,
            direct,
            reply_limit: settings.reply_limit,
            error_limit: settings.error_limit,
            error_timeout: settings.read_timeout,
            base: None,
        })
    }

    /// Prepares it for requests that go to `endpoint`; others are sent all the same.
    pub(crate) fn for_endpoint(self, endpoint: &Endpoint) -> Result<Self, Error> {
        let url = Url::parse(&endpoint.to_string())
            .map_err(|error| ConfigError::new("endpoint", format_args!("it makes no URL: {error}")))?;
        Ok(Self { base: Some((endpoint.authority.clone(), url)), ..self })
    }

    fn url(&self, uri: &http::Uri) -> Result<Url, TransportError> {
        if let Some((authority, url)) = &self.base
            && uri.authority() == Some(authority)
            && uri.path() == "/"
            && uri.scheme_str() == Some(url.scheme())
        {
            let mut url = url.clone();
            // What the signer writes is encoded already: nothing in it is encoded again.
            url.set_query(uri.query());
            return Ok(url);
        }
        // The error would show the URL.
        Url::parse(&uri.to_string()).map_err(|_| TransportError::new(TransportErrorKind::Other))
    }

    async fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let (sent, seen) = self.start(request)?;
        let reply = sent.await.map_err(|error| failure::of_request(error, &seen))?;
        seen.note(reply.status().as_u16(), request_id_header(reply.headers()));
        self.read(reply).await
    }

    /// Hands a request over. Not a part of the future, which would keep all of it.
    fn start(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<(impl Future<Output = reqwest::Result<reqwest::Response>> + use<>, SendProgress), TransportError> {
        let url = self.url(request.uri())?;
        let (mut head, body) = request.into_parts();
        let seen = head.extensions.remove::<SendProgress>().unwrap_or_default();
        let client = if is_loopback(&url) { &self.direct } else { &self.client };
        let mut request = reqwest::Request::new(head.method, url);
        *request.headers_mut() = head.headers;
        if body.is_empty() && request.method() == http::Method::POST {
            // Some proxies refuse a POST that does not say how long its body is.
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        *request.body_mut() = Some(reqwest::Body::wrap(Outgoing::new(body, seen.clone())));
        Ok((client.execute(request), seen))
    }

    async fn read(&self, mut reply: reqwest::Response) -> Result<http::Response<Bytes>, TransportError> {
        let status = reply.status();
        let body = if status.is_success() {
            let read = self.read_success(&mut reply).await;
            read.map_err(|error| error.with_head(status.as_u16(), request_id_header(reply.headers())))?
        } else {
            self.read_error(&mut reply).await
        };
        let mut whole = http::Response::new(body);
        *whole.status_mut() = status;
        *whole.headers_mut() = std::mem::take(reply.headers_mut());
        Ok(whole)
    }

    async fn read_success(&self, reply: &mut reqwest::Response) -> Result<Bytes, TransportError> {
        let announced = reply.content_length().and_then(|length| usize::try_from(length).ok());
        if announced.is_some_and(|length| length > self.reply_limit) {
            return Err(TransportErrorKind::TooLarge.into());
        }
        let mut body = Body::new(self.reply_limit);
        while let Some(chunk) = reply.chunk().await.map_err(failure::of_body)? {
            if !body.take(chunk) {
                return Err(TransportErrorKind::TooLarge.into());
            }
        }
        Ok(body.into_bytes())
    }

    /// The status says what matters: an error is reported with as much of its body as comes within the limits.
    async fn read_error(&self, reply: &mut reqwest::Response) -> Bytes {
        let mut body = Body::new(self.error_limit);
        let filled = async {
            while let Ok(Some(chunk)) = reply.chunk().await {
                if !body.take(chunk) {
                    break;
                }
            }
        };
        let _ = timeout(self.error_timeout, filled).await;
        body.into_bytes()
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(crate::endpoint::is_loopback)
}

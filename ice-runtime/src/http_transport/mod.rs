//! The transport over reqwest: in comes a signed request, out comes its whole reply within the limits.

mod failure;
mod settings;
#[cfg(feature = "rustls")]
mod tls;

pub use settings::{HttpSettings, Proxy};

use bytes::Bytes;
use http::uri::Authority;
use reqwest::Url;

use crate::endpoint::Endpoint;
use crate::error::{ConfigError, Error, TransportError, TransportErrorKind};
use crate::response::request_id_header;
use crate::transport::{BoxFuture, Transport};

/// HTTP/1.1 over reqwest, with a pool of connections. Cheap to clone; clones share the pool.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: reqwest::Client,
    reply_limit: usize,
    error_limit: usize,
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
        Ok(Self {
            client: settings.build()?,
            reply_limit: settings.reply_limit,
            error_limit: settings.error_limit,
            base: None,
        })
    }

    /// Prepares it for requests that go to `endpoint`; others are sent all the same.
    pub(crate) fn for_endpoint(self, endpoint: &Endpoint) -> Result<Self, Error> {
        let url = Url::parse(&endpoint.to_string())
            .map_err(|error| ConfigError::new("endpoint", format_args!("it makes no URL: {error}")))?;
        Ok(Self {
            base: Some((endpoint.authority.clone(), url)),
            ..self
        })
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
        let url = self.url(request.uri())?;
        let (head, body) = request.into_parts();
        let mut request = reqwest::Request::new(head.method, url);
        *request.headers_mut() = head.headers;
        if !body.is_empty() {
            *request.body_mut() = Some(body.into());
        }
        let reply = self.client.execute(request).await.map_err(failure::of_request)?;
        self.read(reply).await
    }

    async fn read(&self, mut reply: reqwest::Response) -> Result<http::Response<Bytes>, TransportError> {
        let status = reply.status();
        let body = if status.is_success() {
            let announced = reply.content_length().and_then(|length| usize::try_from(length).ok());
            let limit = self.reply_limit;
            let read = if announced.is_some_and(|length| length > limit) {
                Err(TransportErrorKind::TooLarge.into())
            } else {
                read_body(&mut reply, limit).await
            };
            let request_id = || request_id_header(reply.headers());
            match read {
                Ok(Read::Whole(body)) => body,
                Ok(Read::Cut(_)) => {
                    return Err(
                        TransportError::new(TransportErrorKind::TooLarge).with_head(status.as_u16(), request_id())
                    );
                }
                Err(error) => return Err(error.with_head(status.as_u16(), request_id())),
            }
        } else {
            // The status says what matters: an error is reported with as much of its body as came.
            match read_body(&mut reply, self.error_limit).await {
                Ok(Read::Whole(body) | Read::Cut(body)) => body,
                Err(_) => Bytes::new(),
            }
        };
        let mut whole = http::Response::new(body);
        *whole.status_mut() = status;
        *whole.headers_mut() = std::mem::take(reply.headers_mut());
        Ok(whole)
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

enum Read {
    Whole(Bytes),
    /// The first bytes, as many as the limit allows.
    Cut(Bytes),
}

async fn read_body(reply: &mut reqwest::Response, limit: usize) -> Result<Read, TransportError> {
    let Some(first) = reply.chunk().await.map_err(failure::of_body)? else {
        return Ok(Read::Whole(Bytes::new()));
    };
    if first.len() > limit {
        return Ok(Read::Cut(first.slice(..limit)));
    }
    let Some(second) = reply.chunk().await.map_err(failure::of_body)? else {
        return Ok(Read::Whole(first));
    };
    let mut body = Vec::with_capacity(first.len() + second.len());
    body.extend_from_slice(&first);
    let mut next = Some(second);
    while let Some(chunk) = next {
        let room = limit - body.len();
        if chunk.len() > room {
            body.extend_from_slice(chunk.get(..room).unwrap_or_default());
            return Ok(Read::Cut(body.into()));
        }
        body.extend_from_slice(&chunk);
        next = reply.chunk().await.map_err(failure::of_body)?;
    }
    Ok(Read::Whole(body.into()))
}

//! Plain requests to the metadata service and to a credentials URI: in comes a request, out comes its reply within a time.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use zeroize::Zeroize;

use crate::error::{ConfigError, Error, Failed, MayHaveExecuted, TransportError, TransportErrorKind};
use crate::http_transport::HttpTransport;
use crate::transport::Transport;

/// Sends `request` once; `what` names it in errors.
pub(super) async fn send(
    transport: &HttpTransport,
    request: http::request::Builder,
    what: &'static str,
    limit: Duration,
) -> Result<Response<Bytes>, Error> {
    // The library's error would show the URL.
    let request: Request<Bytes> = request
        .body(Bytes::new())
        .map_err(|_| ConfigError::new("url", "it makes no request: check it for characters that need an escape"))?;
    let host = request.uri().host().unwrap_or_default().to_owned();
    let reply = tokio::time::timeout(limit, transport.send(request)).await;
    let error = match reply {
        Ok(Ok(reply)) => return Ok(reply),
        Ok(Err(error)) => error,
        Err(_) => TransportError::new(TransportErrorKind::Timeout),
    };
    Err(Error::Transport(Box::new(Failed {
        action: what,
        host,
        attempts: 1,
        may_have_executed: MayHaveExecuted::No,
        error,
    })))
}

/// Zeroes a body that held keys, where nothing else holds it.
pub(super) fn wipe(body: Bytes) {
    if let Ok(mut body) = body.try_into_mut() {
        body.as_mut().zeroize();
    }
}

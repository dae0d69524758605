//! The seam to HTTP: sends one request and returns the whole reply. The client's own transport is reqwest; yours can
//! serve tests, proxies or other HTTP libraries.

#[cfg(feature = "client")]
mod attempt_timeout;
#[cfg(feature = "client")]
mod body;
mod request_id;
#[cfg(feature = "client")]
mod send_progress;

#[cfg(feature = "client")]
pub use attempt_timeout::AttemptTimeout;
#[cfg(feature = "client")]
pub use body::{Body, BodyError, OpenBody};
pub(crate) use request_id::request_id_header;
#[cfg(feature = "client")]
pub use send_progress::SendProgress;

use std::future::Future;
use std::pin::Pin;

/// A boxed future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one request and returns the whole reply.
///
/// The client's own transport is reqwest. Implement your own for tests, proxies or other HTTP libraries. It has to
///
/// * send the request exactly as it is, since it is signed,
/// * retry nothing and follow no redirects: that is up to the client,
/// * limit the size of replies. The client keeps the time, and drops the future when it runs out. But a request of an
///   upload may take any amount of time, so there the transport itself has to end one that stalls.
///
/// A transport can report the progress of a request through [`SendProgress`].
///
/// ```
/// use bytes::Bytes;
/// use ice_runtime::transport::Body;
/// use ice_runtime::{BoxFuture, Transport, TransportError};
///
/// #[derive(Debug)]
/// struct Canned;
///
/// impl Transport for Canned {
///     fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
///         Box::pin(async { Ok(http::Response::new(Bytes::from_static(b"{}"))) })
///     }
/// }
/// ```
#[cfg(feature = "client")]
pub trait Transport: std::fmt::Debug + Send + Sync + 'static {
    /// Sends the request once.
    ///
    /// # Errors
    ///
    /// No complete reply arrived. A reply with an error status is a reply.
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Replied>;
}

/// The result of a [`Transport`]: the whole reply, or what broke.
#[cfg(feature = "client")]
pub type Replied = Result<http::Response<bytes::Bytes>, crate::error::TransportError>;

#[cfg(feature = "client")]
impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Replied> {
        (**self).send(request)
    }
}

//! The seam to HTTP: what sends one request and brings its whole reply. The client's own transport is reqwest; a user's
//! serves tests, proxies and other HTTP libraries.

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

/// A future on the heap that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one request and brings its reply, whole.
///
/// The client's own transport is reqwest. One of your own serves tests, proxies and other HTTP libraries; it has to
///
/// * send the request as it is, byte by byte: it is signed,
/// * repeat nothing and follow no redirect: the client decides that,
/// * limit the size of replies. Time is the client's business, which drops the future when it is over; but a request of an
///   upload may take any time, so there the transport itself has to end one that no longer moves.
///
/// What happens to a request meanwhile can be reported by [`SendProgress`].
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
    /// No complete reply came. A reply with an error status is a reply.
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Replied>;
}

/// What a [`Transport`] gives: the whole reply, or what broke.
#[cfg(feature = "client")]
pub type Replied = Result<http::Response<bytes::Bytes>, crate::error::TransportError>;

#[cfg(feature = "client")]
impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Replied> {
        (**self).send(request)
    }
}

//! A call before its `.await`: in come its settings, out goes a future of the response.

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use http::HeaderMap;

use super::Core;
use super::exchange::{CallSettings, Exchange};
use crate::error::Error;
use crate::operation::{AnyOperation, Operation};
use crate::response::Success;
use crate::retry::RetryPolicy;
use crate::transport::BoxFuture;

/// A call that is not sent yet: `.await` sends it.
#[must_use = "a call is sent by `.await`"]
pub struct Call<'a, O> {
    core: &'a Core,
    operation: &'a O,
    settings: CallSettings,
}

impl<'a, O: Operation + Sync> Call<'a, O> {
    pub(super) fn new(core: &'a Core, operation: &'a O) -> Self {
        Self { core, operation, settings: CallSettings { timeout: core.timeout, retry: core.retry } }
    }

    /// Sets the time for the whole call, all attempts and waits included.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// Sets which failures are repeated.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.settings.retry = retry;
        self
    }

    /// Asks for the response together with its request id, status, headers and attempts.
    pub fn detailed(self) -> DetailedCall<'a, O> {
        DetailedCall(self)
    }

    async fn response(self) -> Result<O::Response, Error> {
        let (exchange, success) = exchange(self.core, self.operation, self.settings).await?;
        parse::<O>(exchange, &success)
    }
}

/// A [`Call`] that gives the response with its [`Detailed`] circumstances.
#[must_use = "a call is sent by `.await`"]
pub struct DetailedCall<'a, O>(Call<'a, O>);

impl<O: Operation + Sync> DetailedCall<'_, O> {
    async fn response(self) -> Result<Detailed<O::Response>, Error> {
        let Call { core, operation, settings } = self.0;
        let (exchange, mut success) = exchange(core, operation, settings).await?;
        let attempts = exchange.attempts();
        Ok(Detailed {
            value: parse::<O>(exchange, &success)?,
            request_id: success.request_id(),
            status: success.status.as_u16(),
            headers: std::mem::take(&mut success.headers),
            attempts,
        })
    }
}

/// A response and its circumstances.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Detailed<T> {
    /// The response.
    pub value: T,
    /// The id under which the service logged the request.
    pub request_id: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// The head of the reply.
    pub headers: HeaderMap,
    /// How many requests went out.
    pub attempts: u32,
}

impl<'a, O: Operation + Sync> IntoFuture for Call<'a, O> {
    type Output = Result<O::Response, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.response())
    }
}

impl<'a, O: Operation + Sync> IntoFuture for DetailedCall<'a, O> {
    type Output = Result<Detailed<O::Response>, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.response())
    }
}

/// Everything of a call that does not depend on the operation's type: compiled once.
async fn exchange<'a>(
    core: &'a Core,
    operation: &'a (dyn AnyOperation + Sync),
    settings: CallSettings,
) -> Result<(Exchange<'a>, Success), Error> {
    let mut exchange = Exchange::new(core, operation, settings)?;
    let success = exchange.run().await?;
    Ok((exchange, success))
}

fn parse<O: Operation>(mut exchange: Exchange<'_>, success: &Success) -> Result<O::Response, Error> {
    let response = success.parse().map_err(|failure| exchange.unreadable(failure))?;
    exchange.succeeded(success);
    Ok(response)
}

impl<O: Operation> fmt::Debug for Call<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The operation's values are the user's, and may be secrets.
        f.debug_struct("Call")
            .field("action", &O::METADATA.action)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

impl<O: Operation> fmt::Debug for DetailedCall<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

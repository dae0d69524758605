//! A call before its `.await`: the operation to send, and the settings of this call.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::sync::Arc;

use http::HeaderMap;

use super::core::Core;
use super::exchange::Exchange;
use super::settings::{CallSettings, call_settings};
use crate::error::Error;
use crate::operation::{AnyOperation, Operation};
use crate::response::Success;
use crate::transport::BoxFuture;

/// A call that has not been sent yet: `.await` sends it.
///
/// It owns what it needs. If it owns the operation too instead of borrowing it, it can be moved to another task or
/// into a [`JoinSet`](tokio::task::JoinSet):
///
/// ```no_run
/// # use ice_runtime::{Client, ice_operation};
/// # #[ice_operation(action = "GetMediaInfo", response = ())]
/// # struct GetMediaInfo {
/// #     media_id: String,
/// # }
/// # async fn run(client: Client, media_ids: Vec<String>) -> Result<(), Box<dyn std::error::Error>> {
/// let mut calls = tokio::task::JoinSet::new();
/// for media_id in media_ids {
///     calls.spawn(client.send(GetMediaInfo { media_id }).into_future());
/// }
/// while let Some(info) = calls.join_next().await {
///     let info = info??;
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a call is sent by `.await`"]
pub struct Call<'a, O> {
    core: Arc<Core>,
    operation: O,
    settings: CallSettings,
    lifetime: PhantomData<&'a ()>,
}

impl<'a, O: Operation + Send + Sync + 'a> Call<'a, O> {
    pub(super) fn new(core: Arc<Core>, operation: O, settings: CallSettings) -> Self {
        Self { core, operation, settings, lifetime: PhantomData }
    }

    call_settings!();

    /// Asks for the response together with its request id, status, headers and attempts.
    pub fn detailed(self) -> DetailedCall<'a, O> {
        DetailedCall(self)
    }

    /// Returns the future that `.await` polls, for functions that take futures.
    pub fn into_future(self) -> BoxFuture<'a, Result<O::Response, Error>> {
        Box::pin(async move {
            let (exchange, success) = exchange(&self.core, &self.operation, &self.settings).await?;
            parse::<O>(exchange, &success)
        })
    }
}

/// A [`Call`] that returns the response with its [`Detailed`] circumstances.
#[must_use = "a call is sent by `.await`"]
pub struct DetailedCall<'a, O>(Call<'a, O>);

impl<'a, O: Operation + Send + Sync + 'a> DetailedCall<'a, O> {
    /// Returns the future that `.await` polls, for functions that take futures.
    pub fn into_future(self) -> BoxFuture<'a, Result<Detailed<O::Response>, Error>> {
        Box::pin(async move {
            let Call { core, operation, settings, .. } = self.0;
            let (exchange, mut success) = exchange(&core, &operation, &settings).await?;
            let attempts = exchange.attempts();
            Ok(Detailed {
                value: parse::<O>(exchange, &success)?,
                request_id: success.request_id(),
                status: success.status.as_u16(),
                headers: std::mem::take(&mut success.headers),
                attempts,
            })
        })
    }
}

/// A response and its circumstances.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Detailed<T> {
    /// The response.
    pub value: T,
    /// The id that the service logged the request under.
    pub request_id: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// The headers of the reply.
    pub headers: HeaderMap,
    /// How many requests were sent.
    pub attempts: u32,
}

impl<'a, O: Operation + Send + Sync + 'a> IntoFuture for Call<'a, O> {
    type Output = Result<O::Response, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Call::into_future(self)
    }
}

impl<'a, O: Operation + Send + Sync + 'a> IntoFuture for DetailedCall<'a, O> {
    type Output = Result<Detailed<O::Response>, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        DetailedCall::into_future(self)
    }
}

/// The part of a call that does not depend on the operation's type: compiled once.
async fn exchange<'a>(
    core: &'a Core,
    operation: &'a (dyn AnyOperation + Sync),
    settings: &'a CallSettings,
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
        // The operation's values belong to the user and may be secrets.
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

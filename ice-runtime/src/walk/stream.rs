//! Pages and items as streams, for the adapters of `futures` and `tokio-stream`.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::items::{Item, Items};
use super::pages::Pages;
use super::steps::Steps as _;
use crate::error::Error;
use crate::operation::Operation;
use crate::page::Page;

impl<'a, O: Operation<Response: Page> + Send + Sync + 'a> Stream for Pages<'a, O> {
    type Item = Result<O::Response, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_step(context).map(Result::transpose)
    }
}

impl<'a, O: Operation<Response: Page> + Send + Sync + 'a> Stream for Items<'a, O> {
    type Item = Result<Item<O>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_step(context).map(Result::transpose)
    }
}

// Nothing in them is pinned: the request in flight is boxed.
impl<O: Operation<Response: Page>> Unpin for Pages<'_, O> {}
impl<O: Operation<Response: Page>> Unpin for Items<'_, O> {}

//! Declare an operation of Alibaba Cloud's Intelligent Media Services (ICE), or of any other RPC-style product, as a
//! plain struct; sign it, send it, and get a typed response.
//!
//! ```no_run
//! use ice_runtime::encoding::Base64Json;
//! use ice_runtime::upload::{UploadAddress, UploadAuth};
//! use ice_runtime::{Client, ice_operation};
//!
//! /// Obtains the upload URL and credential of a media stream.
//! #[ice_operation(action = "CreateUploadStream", regions = ["cn-shanghai", "cn-beijing", "cn-shenzhen"])]
//! #[derive(Debug, Default)]
//! pub struct CreateUploadStream {
//!     pub media_id: Option<String>,
//!     pub definition: Option<String>,
//! }
//!
//! #[derive(Debug, serde::Deserialize)]
//! #[serde(rename_all = "PascalCase")]
//! pub struct CreateUploadStreamResponse {
//!     pub media_id: String,
//!     pub upload_address: Base64Json<UploadAddress>,
//!     pub upload_auth: Base64Json<UploadAuth>,
//! }
//!
//! # async fn run() -> Result<(), ice_runtime::Error> {
//! let client = Client::from_env()?;
//! let operation = CreateUploadStream { media_id: Some("20b48fb0".into()), ..Default::default() };
//! let created = client.send(&operation).await?;
//! println!("put it at {}", created.upload_address.bucket);
//! # Ok(())
//! # }
//! ```
//!
//! * [`ice_operation`] declares an operation, [`IceEnum`] a documented list of values.
//! * [`Client`] signs and sends operations, retries what is safe to retry, and reads replies; [`blocking`] is the same
//!   without `async`.
//! * [`Client::items`] walks through pages, [`Client::wait`] polls until a job is done, [`Client::upload`] uploads
//!   files.
//! * [`sign::Signer`] and [`read_reply`] do the client's work without any I/O.
//! * [`Error`] says what to do, and whether the operation may have been carried out.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! | --- | --- | --- |
//! | `client` | yes | [`Client`] over reqwest and tokio, [`sign::Stamp::now`], credential providers |
//! | `rustls` | yes | TLS by rustls with the ring provider |
//! | `blocking` | | [`blocking::Client`] |
//! | `emulator` | | [`emulator::Emulator`], a loopback endpoint for tests |
//! | `api-docs` | | [`api_docs::ApiDocs`], the vendor's metadata: declarations written from it, and checked by it |
//! | `upload` | | [`Client::upload`]: files to Object Storage Service, in one request or in parts |
//! | `stream` | | pages and items as `futures_core::Stream`s |
//! | `tracing` | | a span for each call and an event for each attempt, without secrets |
//!
//! Without any of them the crate signs requests and reads replies, and needs no operating system.
//!
//! # The log
//!
//! With the feature `tracing`, everything is logged under the target `ice_runtime`. A call is a span `call` with the
//! fields `rpc.service`, `rpc.method`, `server.address`, `http.response.status_code`, `http.request.resend_count`,
//! `error.type` and `request_id`. Its events carry `attempt`, `kind`, `cause`, `code`, `retry_budget` and `elapsed`,
//! which is the time for the attempt in `retrying the call` and `fetching credentials again` (INFO), and that for the
//! whole call in `call succeeded` (DEBUG) and `call failed` (WARN; DEBUG if what it asks for does not exist), which also
//! has `gave_up`.
#![cfg_attr(
    not(all(
        feature = "api-docs",
        feature = "blocking",
        feature = "emulator",
        feature = "client",
        feature = "upload"
    )),
    allow(rustdoc::broken_intra_doc_links)
)]
// Signing and errors contain parts that only the client uses.
#![cfg_attr(not(feature = "client"), allow(dead_code))]

// The macros' output refers to `ice_runtime`, also for operations within this crate.
extern crate self as ice_runtime;

#[cfg(feature = "api-docs")]
pub mod api_docs;
#[cfg(any(feature = "api-docs", feature = "emulator"))]
mod asked;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "upload")]
mod checkpoint;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "emulator")]
pub mod emulator;
pub mod encoding;
mod endpoint;
mod error;
mod explain;
mod facts;
pub mod faults;
#[cfg(feature = "client")]
mod from_env;
#[cfg(feature = "client")]
mod http_transport;
mod json;
mod keys;
mod operation;
mod page;
mod params;
mod percent;
#[doc(hidden)]
pub mod private;
#[cfg(feature = "client")]
mod providers;
pub mod ram;
mod response;
mod retry;
pub mod sign;
mod text;
mod tickets;
mod time;
pub mod transport;
pub mod upload;
#[cfg(feature = "client")]
mod walk;

/// Credentials: access keys, the providers they come from, and how long they are cached.
pub mod credentials {
    pub use crate::keys::*;
    #[cfg(feature = "client")]
    pub use crate::providers::*;
}

#[cfg(feature = "client")]
pub use client::{Call, Client, ClientBuilder, Detailed, DetailedCall, EndpointTemplate};
/// The types of a signed request, for your own transports and tests.
#[doc(no_inline)]
pub use {bytes, http};

pub use endpoint::Endpoint;
pub use error::{
    AccessDeniedDetail, CallError, ConfigError, CredentialsError, Error, GaveUp, MayHaveExecuted, PageError,
    PageProblem, RegionError, ReplyError, ServiceError, TimeLimit, TransportError, TransportErrorKind, WaitError,
};
pub use facts::{Encoding, Kind, Metadata, Method, Parameter, Place, Product, RetrySafety};
#[cfg(feature = "client")]
pub use http_transport::{HttpSettings, HttpTransport, Proxy};
pub use ice_macros::{IceEnum, IcePage, ice_operation};
pub use keys::Credentials;
pub use operation::{Operation, SafeToRepeat};
pub use page::{Page, Paged, Position};
pub use params::{ListItems, Param, ParamError, ParamWriter, QueryList, QueryValue};
pub use private::UnknownValue;
pub use response::read_reply;
#[cfg(feature = "client")]
pub use retry::RetryPolicy;
pub use transport::BoxFuture;
#[cfg(feature = "client")]
pub use transport::Transport;
#[cfg(feature = "client")]
pub use walk::{Items, Pages, Wait};

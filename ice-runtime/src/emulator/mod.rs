//! An endpoint on this machine, for tests and first steps: in come signed requests, out go checked answers.
//!
//! [`Emulator`] checks a request as the service does, written apart from what signs it here: signature, nonce,
//! timestamp, keys and token, and every parameter against the operation's [`Metadata`](crate::Metadata). What it
//! refuses it refuses with the service's own codes and messages. What passes is answered by what was registered for the
//! operation. It plays faults, takes uploads, and remembers what it received.

mod admission;
mod answer;
mod api;
mod arrived;
mod builder;
mod delivery;
mod fault;
mod hash;
mod object;
mod parameters;
mod percent;
mod received;
mod refusal;
mod server;
mod shared;
mod signature;
mod storage_reply;
mod storage_signature;
mod ticket;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

pub use answer::Answer;
pub use builder::EmulatorBuilder;
pub use fault::Fault;
pub use received::{Call, Received};
pub use ticket::Ticket;

use crate::endpoint::Endpoint;
use crate::keys::Credentials;
use crate::operation::Operation;
use server::Server;
use shared::{Shared, locked};

/// A loopback endpoint that answers operations. It stops when it is dropped, and removes what was uploaded.
///
/// ```
/// use ice_runtime::emulator::{Answer, Emulator};
/// use ice_runtime::{Client, ice_operation};
/// use serde_json::json;
///
/// #[ice_operation(action = "GetMediaInfo")]
/// struct GetMediaInfo {
///     media_id: String,
/// }
///
/// #[derive(serde::Deserialize)]
/// #[serde(rename_all = "PascalCase")]
/// struct GetMediaInfoResponse {
///     title: String,
/// }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
/// # runtime.block_on(async {
/// let emulator = Emulator::builder()
///     .answer::<GetMediaInfo>(|call| Answer::json(json!({ "Title": call.parameter("MediaId") })))
///     .start()
///     .await?;
/// let client = Client::builder()
///     .endpoint(emulator.endpoint())
///     .credentials(emulator.credentials())
///     .build()?;
///
/// let info = client.send(&GetMediaInfo { media_id: "20b48fb0".into() }).await?;
/// assert_eq!(info.title, "20b48fb0");
/// assert_eq!(emulator.received().len(), 1);
/// # Ok::<(), ice_runtime::Error>(())
/// # })?;
/// # Ok::<(), ice_runtime::Error>(())
/// ```
pub struct Emulator {
    // Dropped first: it writes into the folder.
    _server: Server,
    shared: Arc<Shared>,
    endpoint: Endpoint,
    credentials: Credentials,
    _folder: tempfile::TempDir,
}

impl Emulator {
    /// A builder, to which answers are given.
    pub fn builder() -> EmulatorBuilder {
        EmulatorBuilder::default()
    }

    /// Where it listens.
    #[must_use]
    pub fn endpoint(&self) -> Endpoint {
        self.endpoint.clone()
    }

    /// The keys that it accepts.
    #[must_use]
    pub fn credentials(&self) -> Credentials {
        self.credentials.clone()
    }

    /// Accepts these keys too, with their token where they have one.
    pub fn accept_credentials(&self, credentials: Credentials) {
        self.shared.accept(credentials);
    }

    /// Lets the keys of this id expire: from now on they are refused with `InvalidSecurityToken.Expired`.
    pub fn expire_credentials(&self, access_key_id: &str) {
        if let Some(known) = locked(&self.shared.known).get_mut(access_key_id) {
            known.is_expired = true;
        }
    }

    /// Plays a fault to the next request, of whatever operation. Faults wait in line, and each is played once.
    pub fn fault(&self, fault: Fault) {
        locked(&self.shared.faults).any.push_back(fault);
    }

    /// Plays a fault to the next request of the operation `O`. These go before those of any operation.
    pub fn fault_of<O: Operation>(&self, fault: Fault) {
        let mut faults = locked(&self.shared.faults);
        faults.by_action.entry(O::METADATA.action).or_default().push_back(fault);
    }

    /// Plays a fault to the next upload that its keys allow.
    pub fn fault_of_upload(&self, fault: Fault) {
        locked(&self.shared.faults).upload.push_back(fault);
    }

    /// The API requests that came so far, in order, refused ones included. What could not be decoded is not among them.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        locked(&self.shared.received).clone()
    }

    /// The file that was uploaded under this bucket and key. It is removed with the emulator.
    #[must_use]
    pub fn uploaded(&self, bucket: &str, key: &str) -> Option<PathBuf> {
        let objects = locked(&self.shared.objects);
        objects.get(&(bucket.to_owned(), key.to_owned())).cloned()
    }

    /// How many uploads were tried, refused ones included.
    #[must_use]
    pub fn upload_attempts(&self) -> u64 {
        self.shared.upload_attempts.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator")
            .field("endpoint", &self.endpoint)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}

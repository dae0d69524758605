//! The running emulator, as tests use it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fault::Fault;
use super::lock::locked;
use super::received::Received;
use super::server::Server;
use super::state::State;
use super::storage::records::{StorageRequest, StoredObject, UnfinishedUpload};
use super::storage::target::StorageOperation;
use crate::endpoint::Endpoint;
use crate::keys::Credentials;
use crate::operation::Operation;

/// A loopback endpoint that answers operations. Dropping it stops it and removes what was uploaded.
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
    pub(super) _server: Server,
    pub(super) state: Arc<State>,
    pub(super) endpoint: Endpoint,
    pub(super) credentials: Credentials,
    pub(super) _folder: tempfile::TempDir,
}

impl Emulator {
    /// The endpoint at which it listens.
    #[must_use]
    pub fn endpoint(&self) -> Endpoint {
        self.endpoint.clone()
    }

    /// The credentials that it accepts.
    #[must_use]
    pub fn credentials(&self) -> Credentials {
        self.credentials.clone()
    }

    /// Accepts these credentials too, with their token if they have one.
    pub fn accept_credentials(&self, credentials: Credentials) {
        self.state.tickets.accept(credentials);
    }

    /// Expires the credentials with this id: from now on they are refused with `InvalidSecurityToken.Expired`,
    /// or with `InvalidAccessKeyId.Inactive` if they have no security token.
    pub fn expire_credentials(&self, access_key_id: &str) {
        self.state.tickets.expire(access_key_id);
    }

    /// Injects a fault into the next request for any operation. Faults are queued, and each is used once.
    pub fn fault(&self, fault: Fault) {
        locked(&self.state.faults).any.push_back(fault);
    }

    /// Injects a fault into the next request for the operation `O`. These take precedence over those for any operation.
    pub fn fault_of<O: Operation>(&self, fault: Fault) {
        let mut faults = locked(&self.state.faults);
        faults.by_action.entry(O::METADATA.action).or_default().push_back(fault);
    }

    /// Injects a fault into the next authorized storage request.
    pub fn fault_of_upload(&self, fault: Fault) {
        self.state.storage.plan(None, fault);
    }

    /// Injects a fault into the next storage request of this kind, such as the next part. These take precedence over
    /// those of [`fault_of_upload`](Self::fault_of_upload). For faults that depend on more than the kind of request,
    /// see [`EmulatorBuilder::upload_faults`](crate::emulator::EmulatorBuilder::upload_faults).
    pub fn fault_of_storage(&self, operation: StorageOperation, fault: Fault) {
        self.state.storage.plan(Some(operation), fault);
    }

    /// Expires the credentials of all tickets issued so far: from now on the storage refuses them with
    /// `SecurityTokenExpired`.
    pub fn expire_tickets(&self) {
        self.state.tickets.expire_all();
    }

    /// The API requests received so far, in order and including refused ones. Requests that could not be decoded are
    /// not included.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        locked(&self.state.received).clone()
    }

    /// The file of the object that was uploaded to this bucket and key. It is removed with the emulator, or when
    /// another object replaces it.
    #[must_use]
    pub fn uploaded(&self, bucket: &str, key: &str) -> Option<PathBuf> {
        self.object(bucket, key)?.path().map(Path::to_owned)
    }

    /// The object stored under this bucket and key.
    #[must_use]
    pub fn object(&self, bucket: &str, key: &str) -> Option<StoredObject> {
        self.state.storage.object(bucket, key)
    }

    /// The multipart uploads that have been neither completed nor aborted.
    #[must_use]
    pub fn unfinished_uploads(&self) -> Vec<UnfinishedUpload> {
        self.state.storage.unfinished()
    }

    /// The storage requests received so far, in order and including refused ones.
    #[must_use]
    pub fn storage_requests(&self) -> Vec<StorageRequest> {
        self.state.storage.requests()
    }

    /// The number of storage requests received so far, including refused ones.
    #[must_use]
    pub fn upload_attempts(&self) -> u64 {
        self.storage_requests().len() as u64
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

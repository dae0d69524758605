//! `GetDefaultStorageLocation` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetDefaultStorageLocation`.
#[ice_operation(action = "GetDefaultStorageLocation")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetDefaultStorageLocation {}

/// A success of [`GetDefaultStorageLocation`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetDefaultStorageLocationResponse {
    pub bucket: Option<String>,
    pub path: Option<String>,
    pub request_id: Option<String>,
    pub status: Option<String>,
    pub storage_type: Option<String>,
}

//! `RefreshUploadMedia` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `RefreshUploadMedia`.
#[ice_operation(action = "RefreshUploadMedia")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct RefreshUploadMedia {
    pub media_id: Option<String>,
}

/// A success of [`RefreshUploadMedia`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RefreshUploadMediaResponse {
    pub media_id: Option<String>,
    pub request_id: Option<String>,
    pub upload_address: Option<String>,
    pub upload_auth: Option<String>,
}

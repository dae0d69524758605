//! `CreateUploadStream` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CreateUploadStream`.
#[ice_operation(action = "CreateUploadStream")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CreateUploadStream {
    pub definition: Option<String>,
    pub file_extension: Option<String>,
    #[ice(rename = "HDRType")]
    #[serde(rename = "HDRType")]
    pub hdr_type: Option<String>,
    pub media_id: Option<String>,
    pub user_data: Option<String>,
}

/// A success of [`CreateUploadStream`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUploadStreamResponse {
    #[serde(rename = "FileURL")]
    pub file_url: Option<String>,
    pub media_id: Option<String>,
    pub request_id: Option<String>,
    pub upload_address: Option<String>,
    pub upload_auth: Option<String>,
}

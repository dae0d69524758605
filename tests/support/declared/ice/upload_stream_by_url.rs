//! `UploadStreamByURL` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `UploadStreamByURL`.
#[ice_operation(action = "UploadStreamByURL")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct UploadStreamByURL {
    pub definition: Option<String>,
    pub file_extension: Option<String>,
    #[ice(rename = "HDRType")]
    #[serde(rename = "HDRType")]
    pub hdr_type: Option<String>,
    pub media_id: Option<String>,
    #[ice(rename = "StreamURL")]
    #[serde(rename = "StreamURL")]
    pub stream_url: Option<String>,
    pub user_data: Option<String>,
}

/// A success of [`UploadStreamByURL`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UploadStreamByURLResponse {
    #[serde(rename = "FileURL")]
    pub file_url: Option<String>,
    pub job_id: Option<String>,
    pub media_id: Option<String>,
    pub request_id: Option<String>,
    #[serde(rename = "SourceURL")]
    pub source_url: Option<String>,
}

//! `CreateUploadMedia` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CreateUploadMedia`.
#[ice_operation(action = "CreateUploadMedia")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CreateUploadMedia {
    pub app_id: Option<String>,
    pub entity_id: Option<String>,
    pub file_info: Option<String>,
    pub media_meta_data: Option<String>,
    pub post_process_config: Option<String>,
    pub upload_target_config: Option<String>,
    pub user_data: Option<String>,
}

/// A success of [`CreateUploadMedia`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUploadMediaResponse {
    #[serde(rename = "FileURL")]
    pub file_url: Option<String>,
    pub media_id: Option<String>,
    #[serde(rename = "MediaURL")]
    pub media_url: Option<String>,
    pub request_id: Option<String>,
    pub upload_address: Option<String>,
    pub upload_auth: Option<String>,
}

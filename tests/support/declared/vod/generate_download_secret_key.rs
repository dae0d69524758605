//! `GenerateDownloadSecretKey` of vod.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GenerateDownloadSecretKey`.
#[ice_operation(action = "GenerateDownloadSecretKey", product = "vod", version = "2017-03-21")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GenerateDownloadSecretKey {
    pub app_decrypt_key: Option<String>,
    pub app_identification: Option<String>,
    pub owner_id: Option<i64>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
}

/// A success of [`GenerateDownloadSecretKey`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GenerateDownloadSecretKeyResponse {
    pub app_encrypt_key: Option<String>,
    pub request_id: Option<String>,
}

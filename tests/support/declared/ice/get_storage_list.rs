//! `GetStorageList` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetStorageList`.
#[ice_operation(action = "GetStorageList")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetStorageList {
    pub app_id: Option<String>,
    pub status: Option<String>,
    pub storage_type: Option<String>,
}

/// A success of [`GetStorageList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetStorageListResponse {
    pub request_id: Option<String>,
    pub storage_info_list: Option<Vec<StorageInfoList>>,
}

/// `StorageInfoList` of [`GetStorageListResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StorageInfoList {
    pub app_id: Option<String>,
    pub creation_time: Option<String>,
    pub default_storage: Option<bool>,
    pub editing_temp_file_storage: Option<bool>,
    pub modified_time: Option<String>,
    pub path: Option<String>,
    pub status: Option<String>,
    pub storage_location: Option<String>,
    pub storage_type: Option<String>,
}

//! `DeleteLiveRecordFiles` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DeleteLiveRecordFiles`.
#[ice_operation(action = "DeleteLiveRecordFiles")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DeleteLiveRecordFiles {
    #[ice(flat)]
    pub record_ids: Option<Vec<String>>,
    pub remove_file: Option<bool>,
}

/// A success of [`DeleteLiveRecordFiles`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteLiveRecordFilesResponse {
    pub delete_file_info_list: Option<Vec<DeleteFileInfoList>>,
    pub message: Option<String>,
    pub request_id: Option<String>,
}

/// `DeleteFileInfoList` of [`DeleteLiveRecordFilesResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteFileInfoList {
    pub code: Option<String>,
    pub message: Option<String>,
    pub record_id: Option<String>,
}

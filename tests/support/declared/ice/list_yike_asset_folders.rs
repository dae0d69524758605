//! `ListYikeAssetFolders` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListYikeAssetFolders`.
#[ice_operation(action = "ListYikeAssetFolders", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListYikeAssetFolders {
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub production_id: Option<String>,
}

/// A success of [`ListYikeAssetFolders`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListYikeAssetFoldersResponse {
    #[ice(items)]
    pub folder_list: Option<Vec<FolderList>>,
    pub max_results: Option<i64>,
    pub next_token: Option<String>,
    pub request_id: Option<String>,
    pub total: Option<i64>,
}

/// `FolderList` of [`ListYikeAssetFoldersResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FolderList {
    pub create_time: Option<String>,
    pub folder_id: Option<String>,
    pub folder_name: Option<String>,
    pub is_default: Option<bool>,
    pub production_id: Option<String>,
    pub workspace_id: Option<String>,
}

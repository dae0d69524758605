//! `ListAppInfo` of vod.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListAppInfo`.
#[ice_operation(action = "ListAppInfo", product = "vod", version = "2017-03-21", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListAppInfo {
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub resource_group_id: Option<String>,
    pub status: Option<String>,
}

/// A success of [`ListAppInfo`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListAppInfoResponse {
    #[ice(items)]
    pub app_info_list: Option<Vec<AppInfoList>>,
    pub request_id: Option<String>,
    pub total: Option<i64>,
}

/// `AppInfoList` of [`ListAppInfoResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AppInfoList {
    pub app_id: Option<String>,
    pub app_name: Option<String>,
    pub creation_time: Option<String>,
    pub description: Option<String>,
    pub modification_time: Option<String>,
    pub region_id: Option<String>,
    pub resource_group_id: Option<String>,
    pub status: Option<String>,
    pub r#type: Option<String>,
}

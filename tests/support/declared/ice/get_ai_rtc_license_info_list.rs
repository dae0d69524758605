//! `GetAiRtcLicenseInfoList` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `GetAiRtcLicenseInfoList`.
#[ice_operation(action = "GetAiRtcLicenseInfoList", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetAiRtcLicenseInfoList {
    pub license_item_id: Option<String>,
    pub need_total_count: Option<bool>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub status: Option<i64>,
    pub r#type: Option<i64>,
}

/// A success of [`GetAiRtcLicenseInfoList`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct GetAiRtcLicenseInfoListResponse {
    pub code: Option<String>,
    pub http_status_code: Option<i64>,
    #[ice(items)]
    pub license_info_list: Option<Vec<LicenseInfoList>>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub success: Option<bool>,
    pub total_count: Option<i64>,
}

/// `LicenseInfoList` of [`GetAiRtcLicenseInfoListResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LicenseInfoList {
    pub available_capacity: Option<i64>,
    pub begin_on: Option<String>,
    pub contract_no: Option<String>,
    pub creation_time: Option<String>,
    pub expired_on: Option<String>,
    pub instance_id: Option<String>,
    pub license_count: Option<i64>,
    pub license_item_id: Option<String>,
    pub modification_time: Option<String>,
    pub status: Option<i64>,
    pub r#type: Option<i64>,
    pub valid_days: Option<i64>,
}

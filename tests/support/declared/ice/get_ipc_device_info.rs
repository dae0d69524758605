//! `GetIpcDeviceInfo` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `GetIpcDeviceInfo`.
#[ice_operation(action = "GetIpcDeviceInfo", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetIpcDeviceInfo {
    pub capability: Option<String>,
    pub device_id: Option<String>,
    pub end_time: Option<String>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub start_time: Option<String>,
}

/// A success of [`GetIpcDeviceInfo`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct GetIpcDeviceInfoResponse {
    #[ice(items)]
    pub device_infos: Option<Vec<DeviceInfos>>,
    pub request_id: Option<String>,
    pub total: Option<i64>,
}

/// `DeviceInfos` of [`GetIpcDeviceInfoResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeviceInfos {
    pub capability: Option<String>,
    pub device_id: Option<String>,
    pub expire_time: Option<String>,
}

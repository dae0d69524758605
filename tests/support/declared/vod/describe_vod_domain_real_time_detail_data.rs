//! `DescribeVodDomainRealTimeDetailData` of vod.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DescribeVodDomainRealTimeDetailData`.
#[ice_operation(action = "DescribeVodDomainRealTimeDetailData", product = "vod", version = "2017-03-21", method = GET)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DescribeVodDomainRealTimeDetailData {
    pub domain_name: Option<String>,
    pub end_time: Option<String>,
    pub field: Option<String>,
    pub isp_name_en: Option<String>,
    pub location_name_en: Option<String>,
    pub merge: Option<String>,
    pub merge_loc_isp: Option<String>,
    pub owner_id: Option<i64>,
    pub start_time: Option<String>,
}

/// A success of [`DescribeVodDomainRealTimeDetailData`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeVodDomainRealTimeDetailDataResponse {
    pub data: Option<String>,
    pub request_id: Option<String>,
}

//! `DescribeVodRefreshQuota` of vod.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DescribeVodRefreshQuota`.
#[ice_operation(action = "DescribeVodRefreshQuota", product = "vod", version = "2017-03-21")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DescribeVodRefreshQuota {
    pub owner_id: Option<i64>,
    #[ice(reserved)]
    pub security_token: Option<String>,
}

/// A success of [`DescribeVodRefreshQuota`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeVodRefreshQuotaResponse {
    pub block_quota: Option<String>,
    pub dir_quota: Option<String>,
    pub dir_remain: Option<String>,
    pub preload_quota: Option<String>,
    pub preload_remain: Option<String>,
    pub request_id: Option<String>,
    pub url_quota: Option<String>,
    pub url_remain: Option<String>,
    #[serde(rename = "blockRemain")]
    pub block_remain: Option<String>,
}

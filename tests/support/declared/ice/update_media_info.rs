//! `UpdateMediaInfo` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `UpdateMediaInfo`.
#[ice_operation(action = "UpdateMediaInfo")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct UpdateMediaInfo {
    pub append_tags: Option<bool>,
    pub business_type: Option<String>,
    pub cate_id: Option<i64>,
    pub category: Option<String>,
    #[ice(rename = "CoverURL")]
    #[serde(rename = "CoverURL")]
    pub cover_url: Option<String>,
    pub description: Option<String>,
    #[ice(rename = "InputURL")]
    #[serde(rename = "InputURL")]
    pub input_url: Option<String>,
    pub media_id: Option<String>,
    pub media_tags: Option<String>,
    pub reference_id: Option<String>,
    pub title: Option<String>,
    pub user_data: Option<String>,
}

/// A success of [`UpdateMediaInfo`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateMediaInfoResponse {
    pub media_id: Option<String>,
    pub request_id: Option<String>,
}

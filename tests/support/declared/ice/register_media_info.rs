//! `RegisterMediaInfo` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `RegisterMediaInfo`.
#[ice_operation(action = "RegisterMediaInfo")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct RegisterMediaInfo {
    pub business_type: Option<String>,
    pub cate_id: Option<i64>,
    pub client_token: Option<String>,
    #[ice(rename = "CoverURL")]
    #[serde(rename = "CoverURL")]
    pub cover_url: Option<String>,
    pub description: Option<String>,
    #[ice(rename = "InputURL")]
    #[serde(rename = "InputURL")]
    pub input_url: Option<String>,
    pub media_tags: Option<String>,
    pub media_type: Option<String>,
    pub overwrite: Option<bool>,
    pub reference_id: Option<String>,
    pub register_config: Option<String>,
    pub smart_tag_template_id: Option<String>,
    pub title: Option<String>,
    pub user_data: Option<String>,
    pub workflow_id: Option<String>,
}

/// A success of [`RegisterMediaInfo`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RegisterMediaInfoResponse {
    pub media_id: Option<String>,
    pub request_id: Option<String>,
}

//! `CreateSearchIndex` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CreateSearchIndex`.
#[ice_operation(action = "CreateSearchIndex")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CreateSearchIndex {
    pub index_config: Option<String>,
    pub index_status: Option<String>,
    pub index_type: Option<String>,
    pub search_lib_name: Option<String>,
}

/// A success of [`CreateSearchIndex`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateSearchIndexResponse {
    pub code: Option<String>,
    pub request_id: Option<String>,
    pub success: Option<String>,
}

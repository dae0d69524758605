//! `SetContentAnalyzeConfig` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SetContentAnalyzeConfig`.
#[ice_operation(action = "SetContentAnalyzeConfig")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SetContentAnalyzeConfig {
    pub auto: Option<bool>,
    pub save_type: Option<String>,
    pub template_id: Option<String>,
}

/// A success of [`SetContentAnalyzeConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SetContentAnalyzeConfigResponse {
    pub request_id: Option<String>,
    pub success: Option<bool>,
}

//! `UpdatePipeline` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `UpdatePipeline`.
#[ice_operation(action = "UpdatePipeline")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct UpdatePipeline {
    pub name: Option<String>,
    pub pipeline_id: Option<String>,
    pub priority: Option<i64>,
    pub status: Option<String>,
}

/// A success of [`UpdatePipeline`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdatePipelineResponse {
    pub request_id: Option<String>,
    pub success: Option<bool>,
}

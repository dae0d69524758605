//! `SubmitWorkflowJob` of vod.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SubmitWorkflowJob`.
#[ice_operation(action = "SubmitWorkflowJob", product = "vod", version = "2017-03-21")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitWorkflowJob {
    pub media_id: Option<String>,
    pub workflow_id: Option<String>,
}

/// A success of [`SubmitWorkflowJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitWorkflowJobResponse {
    pub request_id: Option<String>,
    pub task_id: Option<String>,
}

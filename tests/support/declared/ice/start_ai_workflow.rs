//! `StartAIWorkflow` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `StartAIWorkflow`.
#[ice_operation(action = "StartAIWorkflow")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct StartAIWorkflow {
    pub dispatch_tag: Option<String>,
    pub inputs: Option<String>,
    pub user_data: Option<String>,
    pub workflow_id: Option<String>,
}

/// A success of [`StartAIWorkflow`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StartAIWorkflowResponse {
    pub request_id: Option<String>,
    pub task_id: Option<String>,
}

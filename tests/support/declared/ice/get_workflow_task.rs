//! `GetWorkflowTask` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetWorkflowTask`.
#[ice_operation(action = "GetWorkflowTask")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetWorkflowTask {
    pub task_id: Option<String>,
}

/// A success of [`GetWorkflowTask`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetWorkflowTaskResponse {
    pub request_id: Option<String>,
    pub workflow_task: Option<WorkflowTask>,
}

/// `WorkflowTask` of [`GetWorkflowTaskResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct WorkflowTask {
    pub activity_results: Option<String>,
    pub create_time: Option<String>,
    pub finish_time: Option<String>,
    pub status: Option<String>,
    pub task_id: Option<String>,
    pub task_input: Option<String>,
    pub user_data: Option<String>,
    pub workflow: Option<Workflow>,
}

/// `Workflow` of [`WorkflowTask`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Workflow {
    pub create_time: Option<String>,
    pub modified_time: Option<String>,
    pub name: Option<String>,
    pub status: Option<String>,
    pub r#type: Option<String>,
    pub workflow_id: Option<String>,
}

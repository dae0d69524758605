//! `StopAIAgentInstance` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `StopAIAgentInstance`.
#[ice_operation(action = "StopAIAgentInstance")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct StopAIAgentInstance {
    pub instance_id: Option<String>,
}

/// A success of [`StopAIAgentInstance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StopAIAgentInstanceResponse {
    pub request_id: Option<String>,
}

//! `ForwardAIAgentCall` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `ForwardAIAgentCall`.
#[ice_operation(action = "ForwardAIAgentCall")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ForwardAIAgentCall {
    pub called_number: Option<String>,
    pub caller_number: Option<String>,
    pub error_prompt: Option<String>,
    pub instance_id: Option<String>,
    pub transfer_prompt: Option<String>,
}

/// A success of [`ForwardAIAgentCall`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ForwardAIAgentCallResponse {
    pub request_id: Option<String>,
}

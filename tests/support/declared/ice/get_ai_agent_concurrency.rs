//! `GetAIAgentConcurrency` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetAIAgentConcurrency`.
#[ice_operation(action = "GetAIAgentConcurrency")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetAIAgentConcurrency {
    #[ice(rename = "AIAgentId")]
    #[serde(rename = "AIAgentId")]
    pub ai_agent_id: Option<String>,
}

/// A success of [`GetAIAgentConcurrency`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetAIAgentConcurrencyResponse {
    pub active_count: Option<i64>,
    pub request_id: Option<String>,
}

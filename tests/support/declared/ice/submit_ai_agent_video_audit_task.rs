//! `SubmitAIAgentVideoAuditTask` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SubmitAIAgentVideoAuditTask`.
#[ice_operation(action = "SubmitAIAgentVideoAuditTask")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitAIAgentVideoAuditTask {
    #[ice(rename = "AIAgentId")]
    #[serde(rename = "AIAgentId")]
    pub ai_agent_id: Option<String>,
    pub audit_interval: Option<i64>,
    #[ice(json)]
    pub callback_config: Option<CallbackConfig>,
    #[ice(json)]
    pub capture_policies: Option<Vec<CapturePolicies>>,
    #[ice(json)]
    pub input: Option<Input>,
    pub user_data: Option<String>,
}

/// `CallbackConfig` of [`SubmitAIAgentVideoAuditTask`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CallbackConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// `CapturePolicies` of [`SubmitAIAgentVideoAuditTask`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CapturePolicies {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<i64>,
}

/// `Input` of [`SubmitAIAgentVideoAuditTask`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Input {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// A success of [`SubmitAIAgentVideoAuditTask`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitAIAgentVideoAuditTaskResponse {
    pub job_id: Option<String>,
    pub request_id: Option<String>,
}

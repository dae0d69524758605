//! `SetAIAgentVoiceprint` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SetAIAgentVoiceprint`.
#[ice_operation(action = "SetAIAgentVoiceprint")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SetAIAgentVoiceprint {
    #[ice(json)]
    pub input: Option<Input>,
    pub voiceprint_id: Option<String>,
}

/// `Input` of [`SetAIAgentVoiceprint`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Input {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// A success of [`SetAIAgentVoiceprint`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SetAIAgentVoiceprintResponse {
    pub request_id: Option<String>,
    pub voiceprint_id: Option<String>,
}

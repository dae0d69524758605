//! `SendAIAgentSpeech` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SendAIAgentSpeech`.
#[ice_operation(action = "SendAIAgentSpeech")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SendAIAgentSpeech {
    pub enable_interrupt: Option<bool>,
    pub instance_id: Option<String>,
    pub text: Option<String>,
    pub r#type: Option<String>,
}

/// A success of [`SendAIAgentSpeech`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendAIAgentSpeechResponse {
    pub request_id: Option<String>,
}

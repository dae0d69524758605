//! `RegisterMediaStream` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `RegisterMediaStream`.
#[ice_operation(action = "RegisterMediaStream")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct RegisterMediaStream {
    #[ice(rename = "InputURL")]
    #[serde(rename = "InputURL")]
    pub input_url: Option<String>,
    pub media_id: Option<String>,
    pub stream_tags: Option<String>,
    pub user_data: Option<String>,
}

/// A success of [`RegisterMediaStream`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RegisterMediaStreamResponse {
    pub media_id: Option<String>,
    pub request_id: Option<String>,
}

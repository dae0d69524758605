//! `UpdateMediaConnectFlowInput` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `UpdateMediaConnectFlowInput`.
#[ice_operation(action = "UpdateMediaConnectFlowInput")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct UpdateMediaConnectFlowInput {
    pub cidrs: Option<String>,
    pub flow_id: Option<String>,
    pub input_from_url: Option<String>,
    pub input_name: Option<String>,
    pub max_bitrate: Option<i64>,
    pub srt_latency: Option<i64>,
    pub srt_passphrase: Option<String>,
    pub srt_pbkey_len: Option<i64>,
}

/// A success of [`UpdateMediaConnectFlowInput`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateMediaConnectFlowInputResponse {
    pub content: Option<String>,
    pub description: Option<String>,
    pub request_id: Option<String>,
    pub ret_code: Option<i64>,
}

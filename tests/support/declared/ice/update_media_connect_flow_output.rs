//! `UpdateMediaConnectFlowOutput` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `UpdateMediaConnectFlowOutput`.
#[ice_operation(action = "UpdateMediaConnectFlowOutput")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct UpdateMediaConnectFlowOutput {
    pub cidrs: Option<String>,
    pub flow_id: Option<String>,
    pub output_name: Option<String>,
    pub output_to_url: Option<String>,
    pub player_limit: Option<String>,
    pub srt_latency: Option<String>,
    pub srt_passphrase: Option<String>,
    pub srt_pbkey_len: Option<String>,
}

/// A success of [`UpdateMediaConnectFlowOutput`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateMediaConnectFlowOutputResponse {
    pub content: Option<String>,
    pub description: Option<String>,
    pub request_id: Option<String>,
    pub ret_code: Option<i64>,
}

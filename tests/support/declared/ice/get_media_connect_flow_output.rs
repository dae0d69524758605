//! `GetMediaConnectFlowOutput` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetMediaConnectFlowOutput`.
#[ice_operation(action = "GetMediaConnectFlowOutput")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetMediaConnectFlowOutput {
    pub flow_id: Option<String>,
    pub output_name: Option<String>,
}

/// A success of [`GetMediaConnectFlowOutput`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetMediaConnectFlowOutputResponse {
    pub content: Option<Content>,
    pub description: Option<String>,
    pub request_id: Option<String>,
    pub ret_code: Option<i64>,
}

/// `Content` of [`GetMediaConnectFlowOutputResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Content {
    pub cidrs: Option<String>,
    pub create_time: Option<String>,
    pub forbid: Option<String>,
    pub output_name: Option<String>,
    pub output_protocol: Option<String>,
    pub output_url: Option<String>,
    pub pair_flow_id: Option<String>,
    pub pair_input_name: Option<String>,
    pub player_limit: Option<i64>,
    pub srt_latency: Option<i64>,
    pub srt_passphrase: Option<String>,
    pub srt_pbkey_len: Option<i64>,
}

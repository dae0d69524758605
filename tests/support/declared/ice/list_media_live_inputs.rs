//! `ListMediaLiveInputs` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListMediaLiveInputs`.
#[ice_operation(action = "ListMediaLiveInputs", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListMediaLiveInputs {
    #[ice(body)]
    pub keyword: Option<String>,
    #[ice(body)]
    pub max_results: Option<i64>,
    #[ice(body)]
    pub next_token: Option<String>,
    #[ice(body)]
    pub skip: Option<i64>,
    #[ice(body)]
    pub sort_order: Option<String>,
    #[ice(body)]
    pub types: Option<String>,
}

/// A success of [`ListMediaLiveInputs`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListMediaLiveInputsResponse {
    #[ice(items)]
    pub inputs: Option<Vec<Inputs>>,
    pub max_results: Option<i64>,
    pub next_token: Option<String>,
    pub request_id: Option<String>,
    pub total_count: Option<i64>,
}

/// `Inputs` of [`ListMediaLiveInputsResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Inputs {
    pub channel_ids: Option<Vec<String>>,
    pub create_time: Option<String>,
    pub input_id: Option<String>,
    pub input_infos: Option<Vec<InputInfos>>,
    pub name: Option<String>,
    pub security_group_ids: Option<Vec<String>>,
    pub r#type: Option<String>,
}

/// `InputInfos` of [`Inputs`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InputInfos {
    pub dest_host: Option<String>,
    pub flow_id: Option<String>,
    pub flow_output_name: Option<String>,
    pub monitor_url: Option<String>,
    pub source_url: Option<String>,
    pub srt_latency: Option<i64>,
    pub srt_max_bitrate: Option<i64>,
    pub srt_passphrase: Option<String>,
    pub srt_pb_key_len: Option<i64>,
    pub stream_name: Option<String>,
}

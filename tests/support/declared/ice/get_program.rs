//! `GetProgram` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetProgram`.
#[ice_operation(action = "GetProgram")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetProgram {
    pub channel_name: Option<String>,
    pub program_name: Option<String>,
}

/// A success of [`GetProgram`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetProgramResponse {
    pub program: Option<Program>,
    pub request_id: Option<String>,
}

/// `Program` of [`GetProgramResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Program {
    pub ad_breaks: Option<Vec<AdBreaks>>,
    pub arn: Option<String>,
    pub channel_name: Option<String>,
    pub clip_range: Option<String>,
    pub gmt_create: Option<String>,
    pub gmt_modified: Option<String>,
    pub program_name: Option<String>,
    pub source_location_name: Option<String>,
    pub source_name: Option<String>,
    pub source_type: Option<String>,
    pub transition: Option<String>,
}

/// `AdBreaks` of [`Program`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdBreaks {
    pub channel_name: Option<String>,
    pub message_type: Option<String>,
    pub offset_millis: Option<i64>,
    pub program_name: Option<String>,
    pub source_location_name: Option<String>,
    pub source_name: Option<String>,
    pub splice_insert_settings: Option<String>,
    pub time_signal_settings: Option<String>,
}

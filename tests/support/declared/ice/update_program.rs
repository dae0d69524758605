//! `UpdateProgram` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `UpdateProgram`.
#[ice_operation(action = "UpdateProgram")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct UpdateProgram {
    pub ad_breaks: Option<String>,
    pub channel_name: Option<String>,
    pub clip_range: Option<String>,
    pub program_name: Option<String>,
    pub source_location_name: Option<String>,
    pub source_name: Option<String>,
    pub source_type: Option<String>,
    pub transition: Option<String>,
}

/// A success of [`UpdateProgram`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateProgramResponse {
    pub program: Option<Program>,
    pub request_id: Option<String>,
}

/// `Program` of [`UpdateProgramResponse`].
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

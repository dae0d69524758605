//! `QueryTraceAbJobList` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `QueryTraceAbJobList`.
#[ice_operation(action = "QueryTraceAbJobList", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct QueryTraceAbJobList {
    pub create_time_end: Option<i64>,
    pub create_time_start: Option<i64>,
    pub job_id: Option<String>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub trace_media_id: Option<String>,
}

/// A success of [`QueryTraceAbJobList`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct QueryTraceAbJobListResponse {
    #[ice(items)]
    pub data: Option<Vec<Data>>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub status_code: Option<i64>,
}

/// `Data` of [`QueryTraceAbJobListResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Data {
    pub gmt_create: Option<i64>,
    pub gmt_modified: Option<i64>,
    pub input: Option<Input>,
    pub job_id: Option<String>,
    pub level: Option<i64>,
    pub output: Option<Output>,
    pub result: Option<String>,
    pub status: Option<String>,
    pub trace_media_id: Option<String>,
    pub user_data: Option<String>,
    pub user_id: Option<i64>,
}

/// `Input` of [`Data`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Input {
    pub media: Option<String>,
    pub r#type: Option<String>,
}

/// `Output` of [`Data`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Output {
    pub media: Option<String>,
    pub r#type: Option<String>,
}

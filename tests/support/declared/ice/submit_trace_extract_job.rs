//! `SubmitTraceExtractJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SubmitTraceExtractJob`.
#[ice_operation(action = "SubmitTraceExtractJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitTraceExtractJob {
    #[ice(json)]
    pub input: Option<Input>,
    pub params: Option<String>,
    pub user_data: Option<String>,
}

/// `Input` of [`SubmitTraceExtractJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Input {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// A success of [`SubmitTraceExtractJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitTraceExtractJobResponse {
    pub data: Option<Data>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub status_code: Option<i64>,
}

/// `Data` of [`SubmitTraceExtractJobResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Data {
    pub job_id: Option<String>,
}

//! `QueryTraceExtractJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `QueryTraceExtractJob`.
#[ice_operation(action = "QueryTraceExtractJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct QueryTraceExtractJob {
    pub job_id: Option<String>,
}

/// A success of [`QueryTraceExtractJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct QueryTraceExtractJobResponse {
    pub data: Option<Data>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub status_code: Option<i64>,
}

/// `Data` of [`QueryTraceExtractJobResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Data {
    pub trace: Option<String>,
}

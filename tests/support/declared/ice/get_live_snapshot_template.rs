//! `GetLiveSnapshotTemplate` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetLiveSnapshotTemplate`.
#[ice_operation(action = "GetLiveSnapshotTemplate", method = GET)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetLiveSnapshotTemplate {
    pub template_id: Option<String>,
}

/// A success of [`GetLiveSnapshotTemplate`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetLiveSnapshotTemplateResponse {
    pub create_time: Option<String>,
    pub last_modified: Option<String>,
    pub overwrite_format: Option<String>,
    pub request_id: Option<String>,
    pub sequence_format: Option<String>,
    pub template_id: Option<String>,
    pub template_name: Option<String>,
    pub time_interval: Option<i64>,
    pub r#type: Option<String>,
}

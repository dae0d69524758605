//! `UpdateLiveSnapshotTemplate` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `UpdateLiveSnapshotTemplate`.
#[ice_operation(action = "UpdateLiveSnapshotTemplate")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct UpdateLiveSnapshotTemplate {
    #[ice(body)]
    pub overwrite_format: Option<String>,
    #[ice(body)]
    pub sequence_format: Option<String>,
    #[ice(body)]
    pub template_id: Option<String>,
    #[ice(body)]
    pub template_name: Option<String>,
    #[ice(body)]
    pub time_interval: Option<i64>,
}

/// A success of [`UpdateLiveSnapshotTemplate`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateLiveSnapshotTemplateResponse {
    pub request_id: Option<String>,
}

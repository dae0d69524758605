//! `SubmitASRJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SubmitASRJob`.
#[ice_operation(action = "SubmitASRJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitASRJob {
    pub description: Option<String>,
    pub duration: Option<String>,
    pub editing_config: Option<String>,
    pub input_file: Option<String>,
    pub start_time: Option<String>,
    pub title: Option<String>,
    pub user_data: Option<String>,
}

/// A success of [`SubmitASRJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitASRJobResponse {
    pub job_id: Option<String>,
    pub request_id: Option<String>,
    pub state: Option<String>,
}

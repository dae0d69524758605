//! `SubmitAudioProduceJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SubmitAudioProduceJob`.
#[ice_operation(action = "SubmitAudioProduceJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitAudioProduceJob {
    pub description: Option<String>,
    pub editing_config: Option<String>,
    pub input_config: Option<String>,
    pub output_config: Option<String>,
    pub overwrite: Option<bool>,
    pub title: Option<String>,
    pub user_data: Option<String>,
}

/// A success of [`SubmitAudioProduceJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitAudioProduceJobResponse {
    pub job_id: Option<String>,
    pub media_id: Option<String>,
    pub request_id: Option<String>,
    pub state: Option<String>,
}

//! `SubmitAvatarTrainingJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SubmitAvatarTrainingJob`.
#[ice_operation(action = "SubmitAvatarTrainingJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitAvatarTrainingJob {
    pub job_id: Option<String>,
}

/// A success of [`SubmitAvatarTrainingJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitAvatarTrainingJobResponse {
    pub data: Option<Data>,
    pub request_id: Option<String>,
    pub success: Option<bool>,
}

/// `Data` of [`SubmitAvatarTrainingJobResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Data {
    pub job_id: Option<String>,
}

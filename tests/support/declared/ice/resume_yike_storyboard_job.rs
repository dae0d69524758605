//! `ResumeYikeStoryboardJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `ResumeYikeStoryboardJob`.
#[ice_operation(action = "ResumeYikeStoryboardJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ResumeYikeStoryboardJob {
    pub job_id: Option<String>,
}

/// A success of [`ResumeYikeStoryboardJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResumeYikeStoryboardJobResponse {
    pub job_id: Option<String>,
    pub request_id: Option<String>,
}

//! `SubmitMediaProducingJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SubmitMediaProducingJob`.
#[ice_operation(action = "SubmitMediaProducingJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitMediaProducingJob {
    pub client_token: Option<String>,
    pub clips_param: Option<String>,
    pub editing_produce_config: Option<String>,
    pub media_metadata: Option<String>,
    pub output_media_config: Option<String>,
    pub output_media_target: Option<String>,
    pub project_id: Option<String>,
    pub project_metadata: Option<String>,
    pub source: Option<String>,
    pub template_id: Option<String>,
    pub user_data: Option<String>,
    #[ice(body)]
    pub timeline: Option<String>,
}

/// A success of [`SubmitMediaProducingJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitMediaProducingJobResponse {
    pub job_id: Option<String>,
    pub media_id: Option<String>,
    pub project_id: Option<String>,
    pub request_id: Option<String>,
    pub vod_media_id: Option<String>,
}

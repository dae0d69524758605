//! `BatchGetYikeAIAppJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `BatchGetYikeAIAppJob`.
#[ice_operation(action = "BatchGetYikeAIAppJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct BatchGetYikeAIAppJob {
    pub job_ids: Option<String>,
}

/// A success of [`BatchGetYikeAIAppJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BatchGetYikeAIAppJobResponse {
    pub job_list: Option<Vec<JobList>>,
    pub request_id: Option<String>,
}

/// `JobList` of [`BatchGetYikeAIAppJobResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct JobList {
    pub app_id: Option<String>,
    pub app_input_config: Option<String>,
    pub execution_finish_time: Option<String>,
    pub execution_start_time: Option<String>,
    pub folder_id: Option<String>,
    pub job_id: Option<String>,
    pub production_id: Option<String>,
    pub result: Option<Result>,
    pub status: Option<String>,
}

/// `Result` of [`JobList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Result {
    pub audio_result: Option<Vec<AudioResult>>,
    pub image_result: Option<Vec<ImageResult>>,
    pub video_result: Option<Vec<VideoResult>>,
}

/// `AudioResult` of [`Result`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AudioResult {
    pub media_id: Option<String>,
    pub output_url: Option<String>,
}

/// `ImageResult` of [`Result`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImageResult {
    pub media_id: Option<String>,
    pub output_url: Option<String>,
}

/// `VideoResult` of [`Result`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VideoResult {
    pub media_id: Option<String>,
    pub output_url: Option<String>,
}

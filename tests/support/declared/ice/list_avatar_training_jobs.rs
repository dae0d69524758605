//! `ListAvatarTrainingJobs` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListAvatarTrainingJobs`.
#[ice_operation(action = "ListAvatarTrainingJobs", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListAvatarTrainingJobs {
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub status: Option<String>,
}

/// A success of [`ListAvatarTrainingJobs`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListAvatarTrainingJobsResponse {
    #[ice(nested)]
    pub data: Option<Data>,
    pub request_id: Option<String>,
    pub success: Option<bool>,
}

/// `Data` of [`ListAvatarTrainingJobsResponse`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct Data {
    #[ice(items)]
    pub avatar_training_job_list: Option<Vec<AvatarTrainingJobList>>,
    pub total_count: Option<i64>,
}

/// `AvatarTrainingJobList` of [`Data`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AvatarTrainingJobList {
    pub avatar_description: Option<String>,
    pub avatar_id: Option<String>,
    pub avatar_name: Option<String>,
    pub avatar_type: Option<String>,
    pub create_time: Option<String>,
    pub first_training_time: Option<String>,
    pub job_id: Option<String>,
    pub last_training_time: Option<String>,
    pub message: Option<String>,
    pub portrait: Option<String>,
    pub status: Option<String>,
}

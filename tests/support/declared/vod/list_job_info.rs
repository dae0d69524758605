//! `ListJobInfo` of vod.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `ListJobInfo`.
#[ice_operation(action = "ListJobInfo", product = "vod", version = "2017-03-21")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListJobInfo {
    pub job_type: Option<String>,
    pub media_id: Option<String>,
}

/// A success of [`ListJobInfo`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListJobInfoResponse {
    pub job_info_list: Option<Vec<JobInfoList>>,
    pub job_type: Option<String>,
    pub media_id: Option<String>,
    pub request_id: Option<String>,
}

/// `JobInfoList` of [`ListJobInfoResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct JobInfoList {
    pub complete_time: Option<String>,
    pub create_time: Option<String>,
    pub job_id: Option<String>,
    pub status: Option<String>,
    pub user_id: Option<i64>,
}

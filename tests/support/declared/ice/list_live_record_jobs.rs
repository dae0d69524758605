//! `ListLiveRecordJobs` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListLiveRecordJobs`.
#[ice_operation(action = "ListLiveRecordJobs", method = GET, pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListLiveRecordJobs {
    pub end_time: Option<String>,
    pub keyword: Option<String>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub sort_by: Option<String>,
    pub start_time: Option<String>,
    pub status: Option<String>,
}

/// A success of [`ListLiveRecordJobs`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListLiveRecordJobsResponse {
    #[ice(items)]
    pub live_record_jobs: Option<Vec<LiveRecordJobs>>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub request_id: Option<String>,
    pub sort_by: Option<String>,
    pub total_count: Option<i64>,
}

/// `LiveRecordJobs` of [`ListLiveRecordJobsResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LiveRecordJobs {
    pub create_time: Option<String>,
    pub job_id: Option<String>,
    pub name: Option<String>,
    pub notify_url: Option<String>,
    pub record_output: Option<RecordOutput>,
    pub status: Option<String>,
    pub stream_input: Option<StreamInput>,
    pub template_id: Option<String>,
    pub template_name: Option<String>,
}

/// `RecordOutput` of [`LiveRecordJobs`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RecordOutput {
    pub bucket: Option<String>,
    pub endpoint: Option<String>,
    pub r#type: Option<String>,
}

/// `StreamInput` of [`LiveRecordJobs`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StreamInput {
    pub r#type: Option<String>,
    pub url: Option<String>,
}

//! `ListLiveRecordFiles` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListLiveRecordFiles`.
#[ice_operation(action = "ListLiveRecordFiles", method = GET, pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListLiveRecordFiles {
    pub end_time: Option<String>,
    #[ice(flat)]
    pub job_ids: Option<Vec<String>>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub record_format: Option<String>,
    pub sort_by: Option<String>,
    pub start_time: Option<String>,
}

/// A success of [`ListLiveRecordFiles`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListLiveRecordFilesResponse {
    #[ice(items)]
    pub files: Option<Vec<Files>>,
    pub page_no: Option<i64>,
    pub page_size: Option<String>,
    pub request_id: Option<String>,
    pub sort_by: Option<String>,
    pub total_count: Option<String>,
}

/// `Files` of [`ListLiveRecordFilesResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Files {
    pub create_time: Option<String>,
    pub duration: Option<f64>,
    pub end_time: Option<String>,
    pub format: Option<String>,
    pub height: Option<i64>,
    pub job_id: Option<String>,
    pub job_name: Option<String>,
    pub record_id: Option<String>,
    pub record_output: Option<String>,
    pub record_url: Option<String>,
    pub start_time: Option<String>,
    pub stream_url: Option<String>,
    pub width: Option<i64>,
}

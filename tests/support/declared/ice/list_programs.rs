//! `ListPrograms` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListPrograms`.
#[ice_operation(action = "ListPrograms", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListPrograms {
    pub channel_name: Option<String>,
    pub page_no: Option<String>,
    pub page_size: Option<String>,
    pub program_name: Option<String>,
    pub sort_by: Option<String>,
}

/// A success of [`ListPrograms`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListProgramsResponse {
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    #[ice(items)]
    pub programs: Option<Vec<Programs>>,
    pub request_id: Option<String>,
    pub total_count: Option<i64>,
}

/// `Programs` of [`ListProgramsResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Programs {
    pub ad_breaks: Option<Vec<AdBreaks>>,
    pub arn: Option<String>,
    pub channel_name: Option<String>,
    pub clip_range: Option<String>,
    pub gmt_create: Option<String>,
    pub gmt_modified: Option<String>,
    pub program_name: Option<String>,
    pub source_location_name: Option<String>,
    pub source_name: Option<String>,
    pub source_type: Option<String>,
    pub transition: Option<String>,
}

/// `AdBreaks` of [`Programs`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdBreaks {
    pub channel_name: Option<String>,
    pub message_type: Option<String>,
    pub offset_millis: Option<i64>,
    pub program_name: Option<String>,
    pub source_location_name: Option<String>,
    pub source_name: Option<String>,
    pub splice_insert_settings: Option<String>,
    pub time_signal_settings: Option<String>,
}

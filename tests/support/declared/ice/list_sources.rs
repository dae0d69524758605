//! `ListSources` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListSources`.
#[ice_operation(action = "ListSources", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListSources {
    pub filter_state: Option<bool>,
    pub page_no: Option<String>,
    pub page_size: Option<String>,
    pub sort_by: Option<String>,
    pub sort_by_modified_time: Option<String>,
    pub source_location_name: Option<String>,
    pub source_name: Option<String>,
    pub source_type: Option<String>,
}

/// A success of [`ListSources`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListSourcesResponse {
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub request_id: Option<String>,
    #[ice(items)]
    pub source_list: Option<Vec<SourceList>>,
    pub total_count: Option<i64>,
}

/// `SourceList` of [`ListSourcesResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SourceList {
    pub arn: Option<String>,
    pub gmt_create: Option<String>,
    pub gmt_modified: Option<String>,
    pub http_package_configurations: Option<String>,
    pub source_location_name: Option<String>,
    pub source_name: Option<String>,
    pub source_type: Option<String>,
    pub state: Option<i64>,
}

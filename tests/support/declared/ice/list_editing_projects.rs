//! `ListEditingProjects` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListEditingProjects`.
#[ice_operation(action = "ListEditingProjects", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListEditingProjects {
    pub create_source: Option<String>,
    pub end_time: Option<String>,
    pub keyword: Option<String>,
    pub max_results: Option<String>,
    pub next_token: Option<String>,
    pub project_type: Option<String>,
    pub sort_by: Option<String>,
    pub start_time: Option<String>,
    pub status: Option<String>,
    pub template_type: Option<String>,
}

/// A success of [`ListEditingProjects`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListEditingProjectsResponse {
    pub max_results: Option<i64>,
    pub next_token: Option<String>,
    #[ice(items)]
    pub project_list: Option<Vec<ProjectList>>,
    pub request_id: Option<String>,
}

/// `ProjectList` of [`ListEditingProjectsResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProjectList {
    pub business_config: Option<String>,
    pub business_status: Option<String>,
    #[serde(rename = "CoverURL")]
    pub cover_url: Option<String>,
    pub create_source: Option<String>,
    pub create_time: Option<String>,
    pub description: Option<String>,
    pub error_code: Option<String>,
    pub error_message: Option<String>,
    pub modified_source: Option<String>,
    pub modified_time: Option<String>,
    pub project_id: Option<String>,
    pub project_type: Option<String>,
    pub status: Option<String>,
    pub template_type: Option<String>,
    pub title: Option<String>,
}

//! `ListPipelines` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `ListPipelines`.
#[ice_operation(action = "ListPipelines")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListPipelines {
    pub speed: Option<String>,
}

/// A success of [`ListPipelines`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListPipelinesResponse {
    pub pipeline_list: Option<Vec<PipelineList>>,
    pub request_id: Option<String>,
}

/// `PipelineList` of [`ListPipelinesResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PipelineList {
    pub create_time: Option<String>,
    pub modified_time: Option<String>,
    pub name: Option<String>,
    pub pipeline_id: Option<String>,
    pub priority: Option<i64>,
    pub speed: Option<String>,
    pub status: Option<String>,
}

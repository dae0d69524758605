//! `StartImagePipelineExecution` of ecs.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `StartImagePipelineExecution`.
#[ice_operation(action = "StartImagePipelineExecution", product = "ecs", version = "2014-05-26")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct StartImagePipelineExecution {
    pub client_token: Option<String>,
    pub image_pipeline_id: Option<String>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub region_id: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
    #[ice(flat)]
    pub tag: Option<Vec<Tag>>,
    #[ice(flat)]
    pub template_tag: Option<Vec<TemplateTag>>,
}

/// `Tag` of [`StartImagePipelineExecution`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
}

/// `TemplateTag` of [`StartImagePipelineExecution`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TemplateTag {
    pub key: Option<String>,
    pub value: Option<String>,
}

/// A success of [`StartImagePipelineExecution`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StartImagePipelineExecutionResponse {
    pub execution_id: Option<String>,
    pub request_id: Option<String>,
}

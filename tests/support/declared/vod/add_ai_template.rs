//! `AddAITemplate` of vod.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `AddAITemplate`.
#[ice_operation(action = "AddAITemplate", product = "vod", version = "2017-03-21")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct AddAITemplate {
    pub template_config: Option<String>,
    pub template_name: Option<String>,
    pub template_type: Option<String>,
}

/// A success of [`AddAITemplate`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AddAITemplateResponse {
    pub request_id: Option<String>,
    pub template_id: Option<String>,
}

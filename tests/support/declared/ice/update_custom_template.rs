//! `UpdateCustomTemplate` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `UpdateCustomTemplate`.
#[ice_operation(action = "UpdateCustomTemplate")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct UpdateCustomTemplate {
    pub name: Option<String>,
    pub template_config: Option<String>,
    pub template_id: Option<String>,
}

/// A success of [`UpdateCustomTemplate`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateCustomTemplateResponse {
    pub request_id: Option<String>,
    pub success: Option<bool>,
}

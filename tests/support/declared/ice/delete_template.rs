//! `DeleteTemplate` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DeleteTemplate`.
#[ice_operation(action = "DeleteTemplate", method = GET)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DeleteTemplate {
    pub template_ids: Option<String>,
}

/// A success of [`DeleteTemplate`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteTemplateResponse {
    pub request_id: Option<String>,
}

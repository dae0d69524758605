//! `DeleteLiveRecordTemplate` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DeleteLiveRecordTemplate`.
#[ice_operation(action = "DeleteLiveRecordTemplate")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DeleteLiveRecordTemplate {
    pub template_id: Option<String>,
}

/// A success of [`DeleteLiveRecordTemplate`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteLiveRecordTemplateResponse {
    pub request_id: Option<String>,
}

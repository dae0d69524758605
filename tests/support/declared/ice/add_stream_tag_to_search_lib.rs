//! `AddStreamTagToSearchLib` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `AddStreamTagToSearchLib`.
#[ice_operation(action = "AddStreamTagToSearchLib")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct AddStreamTagToSearchLib {
    pub media_id: Option<String>,
    pub msg_body: Option<String>,
    pub namespace: Option<String>,
    pub search_lib_name: Option<String>,
}

/// A success of [`AddStreamTagToSearchLib`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AddStreamTagToSearchLibResponse {
    pub code: Option<String>,
    pub media_id: Option<String>,
    pub request_id: Option<String>,
    pub success: Option<String>,
}

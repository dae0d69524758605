//! `CloseStreamToSearchLib` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CloseStreamToSearchLib`.
#[ice_operation(action = "CloseStreamToSearchLib")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CloseStreamToSearchLib {
    pub media_id: Option<String>,
    pub namespace: Option<String>,
    pub search_lib_name: Option<String>,
}

/// A success of [`CloseStreamToSearchLib`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CloseStreamToSearchLibResponse {
    pub code: Option<String>,
    pub media_id: Option<String>,
    pub request_id: Option<String>,
    pub success: Option<String>,
}

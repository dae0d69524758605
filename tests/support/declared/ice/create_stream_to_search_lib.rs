//! `CreateStreamToSearchLib` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CreateStreamToSearchLib`.
#[ice_operation(action = "CreateStreamToSearchLib")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CreateStreamToSearchLib {
    pub input: Option<String>,
    pub namespace: Option<String>,
    pub search_lib_name: Option<String>,
}

/// A success of [`CreateStreamToSearchLib`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateStreamToSearchLibResponse {
    pub code: Option<String>,
    pub media_id: Option<String>,
    pub request_id: Option<String>,
    pub success: Option<String>,
}

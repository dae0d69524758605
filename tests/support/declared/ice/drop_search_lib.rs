//! `DropSearchLib` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DropSearchLib`.
#[ice_operation(action = "DropSearchLib")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DropSearchLib {
    pub search_lib_name: Option<String>,
}

/// A success of [`DropSearchLib`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DropSearchLibResponse {
    pub code: Option<String>,
    pub request_id: Option<String>,
    pub success: Option<String>,
}

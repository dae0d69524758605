//! `DeleteRecognitionLib` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DeleteRecognitionLib`.
#[ice_operation(action = "DeleteRecognitionLib")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DeleteRecognitionLib {
    pub algorithm: Option<String>,
    pub lib_id: Option<String>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
}

/// A success of [`DeleteRecognitionLib`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteRecognitionLibResponse {
    pub request_id: Option<String>,
}

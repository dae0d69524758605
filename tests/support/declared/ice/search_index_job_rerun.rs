//! `SearchIndexJobRerun` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SearchIndexJobRerun`.
#[ice_operation(action = "SearchIndexJobRerun")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SearchIndexJobRerun {
    pub media_ids: Option<String>,
    pub namespace: Option<String>,
    pub search_lib_name: Option<String>,
    pub task: Option<String>,
}

/// A success of [`SearchIndexJobRerun`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SearchIndexJobRerunResponse {
    pub code: Option<String>,
    pub data: Option<Data>,
    pub request_id: Option<String>,
    pub success: Option<String>,
}

/// `Data` of [`SearchIndexJobRerunResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Data {
    pub media_ids_no_exist: Option<Vec<String>>,
}

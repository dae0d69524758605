//! `DeleteAdInsertion` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DeleteAdInsertion`.
#[ice_operation(action = "DeleteAdInsertion")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DeleteAdInsertion {
    #[ice(body)]
    pub name: Option<String>,
}

/// A success of [`DeleteAdInsertion`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteAdInsertionResponse {
    pub request_id: Option<String>,
}

//! `DeleteMediaLiveInput` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DeleteMediaLiveInput`.
#[ice_operation(action = "DeleteMediaLiveInput")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DeleteMediaLiveInput {
    #[ice(body)]
    pub input_id: Option<String>,
}

/// A success of [`DeleteMediaLiveInput`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteMediaLiveInputResponse {
    pub request_id: Option<String>,
}

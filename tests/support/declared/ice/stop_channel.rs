//! `StopChannel` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `StopChannel`.
#[ice_operation(action = "StopChannel")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct StopChannel {
    pub channel_name: Option<String>,
}

/// A success of [`StopChannel`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StopChannelResponse {
    pub request_id: Option<String>,
    pub success: Option<bool>,
}

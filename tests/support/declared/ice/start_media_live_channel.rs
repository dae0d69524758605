//! `StartMediaLiveChannel` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `StartMediaLiveChannel`.
#[ice_operation(action = "StartMediaLiveChannel")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct StartMediaLiveChannel {
    #[ice(body)]
    pub channel_id: Option<String>,
}

/// A success of [`StartMediaLiveChannel`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StartMediaLiveChannelResponse {
    pub request_id: Option<String>,
}

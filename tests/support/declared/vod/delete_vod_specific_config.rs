//! `DeleteVodSpecificConfig` of vod.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DeleteVodSpecificConfig`.
#[ice_operation(action = "DeleteVodSpecificConfig", product = "vod", version = "2017-03-21")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DeleteVodSpecificConfig {
    pub config_id: Option<String>,
    pub domain_name: Option<String>,
    pub env: Option<String>,
    pub owner_id: Option<i64>,
    #[ice(reserved)]
    pub security_token: Option<String>,
}

/// A success of [`DeleteVodSpecificConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteVodSpecificConfigResponse {
    pub request_id: Option<String>,
}

//! `GetMediaLiveInputSecurityGroup` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetMediaLiveInputSecurityGroup`.
#[ice_operation(action = "GetMediaLiveInputSecurityGroup")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetMediaLiveInputSecurityGroup {
    #[ice(body)]
    pub security_group_id: Option<String>,
}

/// A success of [`GetMediaLiveInputSecurityGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetMediaLiveInputSecurityGroupResponse {
    pub request_id: Option<String>,
    pub security_group: Option<SecurityGroup>,
}

/// `SecurityGroup` of [`GetMediaLiveInputSecurityGroupResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SecurityGroup {
    pub create_time: Option<String>,
    pub input_ids: Option<Vec<String>>,
    pub name: Option<String>,
    pub security_group_id: Option<String>,
    pub whitelist_rules: Option<Vec<String>>,
}

//! `DeleteMediaLiveInputSecurityGroup` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DeleteMediaLiveInputSecurityGroup`.
#[ice_operation(action = "DeleteMediaLiveInputSecurityGroup")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DeleteMediaLiveInputSecurityGroup {
    #[ice(body)]
    pub security_group_id: Option<String>,
}

/// A success of [`DeleteMediaLiveInputSecurityGroup`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteMediaLiveInputSecurityGroupResponse {
    pub request_id: Option<String>,
}

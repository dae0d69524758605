//! `DescribeRtcRobotInstance` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DescribeRtcRobotInstance`.
#[ice_operation(action = "DescribeRtcRobotInstance")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DescribeRtcRobotInstance {
    pub instance_id: Option<String>,
}

/// A success of [`DescribeRtcRobotInstance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeRtcRobotInstanceResponse {
    pub auth_token: Option<String>,
    pub channel_id: Option<String>,
    pub config: Option<Config>,
    pub request_id: Option<String>,
    pub status: Option<String>,
    pub user_data: Option<String>,
    pub user_id: Option<String>,
}

/// `Config` of [`DescribeRtcRobotInstanceResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Config {
    pub enable_voice_interrupt: Option<bool>,
    pub greeting: Option<String>,
    pub voice_id: Option<String>,
}

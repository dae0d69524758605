//! `DescribeMeterImsEditUsage` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `DescribeMeterImsEditUsage`.
#[ice_operation(action = "DescribeMeterImsEditUsage")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DescribeMeterImsEditUsage {
    pub end_ts: Option<i64>,
    pub interval: Option<i64>,
    pub region: Option<String>,
    pub start_ts: Option<i64>,
}

/// A success of [`DescribeMeterImsEditUsage`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeMeterImsEditUsageResponse {
    pub data: Option<Vec<Data>>,
    pub request_id: Option<String>,
}

/// `Data` of [`DescribeMeterImsEditUsageResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Data {
    pub duration: Option<i64>,
    pub profile: Option<String>,
    pub time: Option<i64>,
}

//! `ListChannelAlerts` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListChannelAlerts`.
#[ice_operation(action = "ListChannelAlerts", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListChannelAlerts {
    pub category: Option<String>,
    pub gmt_end: Option<String>,
    pub gmt_start: Option<String>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub resource_arn: Option<String>,
    pub sort_by_modified_time: Option<String>,
}

/// A success of [`ListChannelAlerts`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListChannelAlertsResponse {
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    #[ice(items)]
    pub program_alerts: Option<Vec<ProgramAlerts>>,
    pub request_id: Option<String>,
    pub total_count: Option<i64>,
}

/// `ProgramAlerts` of [`ListChannelAlertsResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProgramAlerts {
    pub arn: Option<String>,
    pub category: Option<String>,
    pub count: Option<i64>,
    pub gmt_modified: Option<String>,
    pub program_name: Option<String>,
}

//! `ListAlerts` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListAlerts`.
#[ice_operation(action = "ListAlerts", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListAlerts {
    pub category: Option<String>,
    pub gmt_end: Option<String>,
    pub gmt_start: Option<String>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub resource_arn: Option<String>,
    pub sort_by: Option<String>,
    pub sort_by_modified_time: Option<String>,
}

/// A success of [`ListAlerts`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListAlertsResponse {
    #[ice(items)]
    pub alerts: Option<Vec<Alerts>>,
    pub page_no: Option<i64>,
    pub page_size: Option<i64>,
    pub request_id: Option<String>,
    pub total_count: Option<i64>,
}

/// `Alerts` of [`ListAlertsResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Alerts {
    pub category: Option<String>,
    pub code: Option<String>,
    pub gmt_create: Option<String>,
    pub gmt_modified: Option<String>,
    pub message: Option<String>,
    pub related_resource_arns: Option<String>,
    pub resource_arn: Option<String>,
}

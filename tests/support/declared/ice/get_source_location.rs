//! `GetSourceLocation` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetSourceLocation`.
#[ice_operation(action = "GetSourceLocation")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetSourceLocation {
    pub source_location_name: Option<String>,
}

/// A success of [`GetSourceLocation`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetSourceLocationResponse {
    pub request_id: Option<String>,
    pub source_location: Option<SourceLocation>,
}

/// `SourceLocation` of [`GetSourceLocationResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SourceLocation {
    pub arn: Option<String>,
    pub base_url: Option<String>,
    pub gmt_create: Option<String>,
    pub gmt_modified: Option<String>,
    pub segment_delivery_configurations: Option<String>,
    pub source_location_name: Option<String>,
    pub state: Option<i64>,
}

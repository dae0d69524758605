//! `CreateLiveRecordTemplate` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CreateLiveRecordTemplate`.
#[ice_operation(action = "CreateLiveRecordTemplate")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CreateLiveRecordTemplate {
    #[ice(body)]
    pub name: Option<String>,
    #[ice(json, body)]
    pub record_format: Option<Vec<RecordFormat>>,
}

/// `RecordFormat` of [`CreateLiveRecordTemplate`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RecordFormat {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cycle_duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oss_object_prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slice_duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slice_oss_object_prefix: Option<String>,
}

/// A success of [`CreateLiveRecordTemplate`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateLiveRecordTemplateResponse {
    pub request_id: Option<String>,
    pub template_id: Option<String>,
}

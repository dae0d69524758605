//! `SubmitDynamicImageJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SubmitDynamicImageJob`.
#[ice_operation(action = "SubmitDynamicImageJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitDynamicImageJob {
    #[ice(json)]
    pub input: Option<Input>,
    pub name: Option<String>,
    #[ice(json)]
    pub output: Option<Output>,
    #[ice(json)]
    pub schedule_config: Option<ScheduleConfig>,
    #[ice(json)]
    pub template_config: Option<TemplateConfig>,
    pub user_data: Option<String>,
}

/// `Input` of [`SubmitDynamicImageJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Input {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// `Output` of [`SubmitDynamicImageJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Output {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// `ScheduleConfig` of [`SubmitDynamicImageJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ScheduleConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pipeline_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<i64>,
}

/// `TemplateConfig` of [`SubmitDynamicImageJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TemplateConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overwrite_params: Option<OverwriteParams>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
}

/// A success of [`SubmitDynamicImageJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitDynamicImageJobResponse {
    pub job_id: Option<String>,
    pub request_id: Option<String>,
}

/// `OverwriteParams` of [`TemplateConfig`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OverwriteParams {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fps: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long_short_mode: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scan_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_span: Option<TimeSpan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
}

/// `TimeSpan` of [`OverwriteParams`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TimeSpan {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seek: Option<String>,
}

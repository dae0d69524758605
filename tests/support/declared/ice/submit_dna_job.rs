//! `SubmitDNAJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SubmitDNAJob`.
#[ice_operation(action = "SubmitDNAJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitDNAJob {
    pub config: Option<String>,
    #[ice(rename = "DBId")]
    #[serde(rename = "DBId")]
    pub db_id: Option<String>,
    #[ice(json)]
    pub input: Option<Input>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub pipeline_id: Option<String>,
    pub primary_key: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
    pub template_id: Option<String>,
    pub user_data: Option<String>,
}

/// `Input` of [`SubmitDNAJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Input {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// A success of [`SubmitDNAJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitDNAJobResponse {
    pub job_id: Option<String>,
    pub request_id: Option<String>,
}

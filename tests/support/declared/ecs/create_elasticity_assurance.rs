//! `CreateElasticityAssurance` of ecs.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CreateElasticityAssurance`.
#[ice_operation(action = "CreateElasticityAssurance", product = "ecs", version = "2014-05-26")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CreateElasticityAssurance {
    pub assurance_times: Option<String>,
    pub auto_renew: Option<bool>,
    pub auto_renew_period: Option<i64>,
    pub client_token: Option<String>,
    pub description: Option<String>,
    pub instance_amount: Option<i64>,
    pub instance_cpu_core_count: Option<i64>,
    #[ice(flat)]
    pub instance_type: Option<Vec<String>>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub period: Option<i64>,
    pub period_unit: Option<String>,
    #[ice(flat)]
    pub recurrence_rules: Option<Vec<RecurrenceRules>>,
    pub region_id: Option<String>,
    pub resource_group_id: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
    pub start_time: Option<String>,
    #[ice(flat)]
    pub tag: Option<Vec<Tag>>,
    #[ice(flat)]
    pub zone_id: Option<Vec<String>>,
    #[ice(flat)]
    pub private_pool_options: Option<PrivatePoolOptions>,
}

/// `RecurrenceRules` of [`CreateElasticityAssurance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RecurrenceRules {
    pub end_hour: Option<i64>,
    pub recurrence_type: Option<String>,
    pub recurrence_value: Option<String>,
    pub start_hour: Option<i64>,
}

/// `Tag` of [`CreateElasticityAssurance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
}

/// `PrivatePoolOptions` of [`CreateElasticityAssurance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PrivatePoolOptions {
    pub match_criteria: Option<String>,
    pub name: Option<String>,
}

/// A success of [`CreateElasticityAssurance`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateElasticityAssuranceResponse {
    pub order_id: Option<String>,
    pub private_pool_options_id: Option<String>,
    pub request_id: Option<String>,
}

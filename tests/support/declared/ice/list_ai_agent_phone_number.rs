//! `ListAIAgentPhoneNumber` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListAIAgentPhoneNumber`.
#[ice_operation(action = "ListAIAgentPhoneNumber", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListAIAgentPhoneNumber {
    pub number: Option<String>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub status: Option<i64>,
}

/// A success of [`ListAIAgentPhoneNumber`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListAIAgentPhoneNumberResponse {
    #[ice(items)]
    pub data: Option<Vec<Data>>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub request_id: Option<String>,
    #[ice(total)]
    pub total_number: Option<i64>,
}

/// `Data` of [`ListAIAgentPhoneNumberResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Data {
    pub phone_number: Option<String>,
    pub status: Option<i64>,
}

//! `ResumeMediaConnectFlowOutput` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `ResumeMediaConnectFlowOutput`.
#[ice_operation(action = "ResumeMediaConnectFlowOutput")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ResumeMediaConnectFlowOutput {
    pub flow_id: Option<String>,
    pub output_name: Option<String>,
}

/// A success of [`ResumeMediaConnectFlowOutput`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResumeMediaConnectFlowOutputResponse {
    pub content: Option<String>,
    pub description: Option<String>,
    pub request_id: Option<String>,
    pub ret_code: Option<i64>,
}

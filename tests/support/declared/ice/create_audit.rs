//! `CreateAudit` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `CreateAudit`.
#[ice_operation(action = "CreateAudit")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct CreateAudit {
    pub audit_content: Option<String>,
}

/// A success of [`CreateAudit`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateAuditResponse {
    pub request_id: Option<String>,
}

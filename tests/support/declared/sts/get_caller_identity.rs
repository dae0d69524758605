//! `GetCallerIdentity` of sts.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetCallerIdentity`.
#[ice_operation(action = "GetCallerIdentity", product = "sts", version = "2015-04-01")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetCallerIdentity {}

/// A success of [`GetCallerIdentity`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetCallerIdentityResponse {
    pub account_id: Option<String>,
    pub arn: Option<String>,
    pub identity_type: Option<String>,
    pub principal_id: Option<String>,
    pub request_id: Option<String>,
    pub role_id: Option<String>,
    pub user_id: Option<String>,
}

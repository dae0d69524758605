//! `GetYikeUserCredit` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetYikeUserCredit`.
#[ice_operation(action = "GetYikeUserCredit")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetYikeUserCredit {
    pub yike_user_id: Option<String>,
}

/// A success of [`GetYikeUserCredit`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetYikeUserCreditResponse {
    pub credit_total: Option<String>,
    pub credit_usage: Option<String>,
    pub request_id: Option<String>,
}

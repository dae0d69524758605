//! `GetYikeUser` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetYikeUser`.
#[ice_operation(action = "GetYikeUser")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetYikeUser {
    pub user_name: Option<String>,
}

/// A success of [`GetYikeUser`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetYikeUserResponse {
    pub request_id: Option<String>,
    pub user_info: Option<UserInfo>,
}

/// `UserInfo` of [`GetYikeUserResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UserInfo {
    pub nickname: Option<String>,
    pub user_name: Option<String>,
    pub workspace_id: Option<String>,
    pub yike_user_id: Option<String>,
}

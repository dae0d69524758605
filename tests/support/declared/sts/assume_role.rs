//! `AssumeRole` of sts.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `AssumeRole`.
#[ice_operation(action = "AssumeRole", product = "sts", version = "2015-04-01")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct AssumeRole {
    pub duration_seconds: Option<i64>,
    pub external_id: Option<String>,
    pub policy: Option<String>,
    pub role_arn: Option<String>,
    pub role_session_name: Option<String>,
    pub source_identity: Option<String>,
}

/// A success of [`AssumeRole`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumeRoleResponse {
    pub assumed_role_user: Option<AssumedRoleUser>,
    pub credentials: Option<Credentials>,
    pub request_id: Option<String>,
    pub source_identity: Option<String>,
}

/// `AssumedRoleUser` of [`AssumeRoleResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumedRoleUser {
    pub arn: Option<String>,
    pub assumed_role_id: Option<String>,
}

/// `Credentials` of [`AssumeRoleResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Credentials {
    pub access_key_id: Option<String>,
    pub access_key_secret: Option<String>,
    pub expiration: Option<String>,
    pub security_token: Option<String>,
}

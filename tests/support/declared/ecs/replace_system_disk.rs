//! `ReplaceSystemDisk` of ecs.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `ReplaceSystemDisk`.
#[ice_operation(action = "ReplaceSystemDisk", product = "ecs", version = "2014-05-26")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ReplaceSystemDisk {
    pub architecture: Option<String>,
    #[ice(flat)]
    pub arn: Option<Vec<Arn>>,
    pub client_token: Option<String>,
    pub disk_id: Option<String>,
    pub encrypt_algorithm: Option<String>,
    pub encrypted: Option<bool>,
    pub image_id: Option<String>,
    pub instance_id: Option<String>,
    #[ice(rename = "KMSKeyId")]
    #[serde(rename = "KMSKeyId")]
    pub kms_key_id: Option<String>,
    pub key_pair_name: Option<String>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub password: Option<String>,
    pub password_inherit: Option<bool>,
    pub platform: Option<String>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
    pub security_enhancement_strategy: Option<String>,
    pub use_additional_service: Option<bool>,
    #[ice(flat)]
    pub system_disk: Option<SystemDisk>,
}

/// `Arn` of [`ReplaceSystemDisk`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Arn {
    pub assume_role_for: Option<i64>,
    pub role_type: Option<String>,
    pub rolearn: Option<String>,
}

/// `SystemDisk` of [`ReplaceSystemDisk`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SystemDisk {
    pub size: Option<i64>,
}

/// A success of [`ReplaceSystemDisk`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ReplaceSystemDiskResponse {
    pub disk_id: Option<String>,
    pub request_id: Option<String>,
}

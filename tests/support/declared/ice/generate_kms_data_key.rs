//! `GenerateKMSDataKey` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GenerateKMSDataKey`.
#[ice_operation(action = "GenerateKMSDataKey")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GenerateKMSDataKey {}

/// A success of [`GenerateKMSDataKey`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GenerateKMSDataKeyResponse {
    pub data_key: Option<DataKey>,
    pub request_id: Option<String>,
}

/// `DataKey` of [`GenerateKMSDataKeyResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DataKey {
    pub ciphertext_blob: Option<String>,
    pub key_id: Option<String>,
    pub plaintext: Option<String>,
}

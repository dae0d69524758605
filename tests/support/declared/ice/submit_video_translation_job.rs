//! `SubmitVideoTranslationJob` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `SubmitVideoTranslationJob`.
#[ice_operation(action = "SubmitVideoTranslationJob")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SubmitVideoTranslationJob {
    pub client_token: Option<String>,
    pub description: Option<String>,
    pub editing_config: Option<String>,
    pub input_config: Option<String>,
    pub output_config: Option<String>,
    #[ice(reserved)]
    pub signature: Option<String>,
    pub signature_mehtod: Option<String>,
    #[ice(reserved)]
    pub signature_nonce: Option<String>,
    #[ice(reserved)]
    pub signature_type: Option<String>,
    #[ice(reserved)]
    pub signature_version: Option<String>,
    pub title: Option<String>,
    pub user_data: Option<String>,
}

/// A success of [`SubmitVideoTranslationJob`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubmitVideoTranslationJobResponse {
    pub data: Option<Data>,
    pub request_id: Option<String>,
    pub success: Option<bool>,
}

/// `Data` of [`SubmitVideoTranslationJobResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Data {
    pub job_id: Option<String>,
}

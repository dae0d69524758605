//! Operations that tests send: a safe one, an unsafe one, one with an idempotency token, and the upload.

use ice_runtime::encoding::Base64Json;
use ice_runtime::upload::{UploadAddress, UploadAuth};
use ice_runtime::{Credentials, ice_operation};
use serde::Deserialize;

/// The secrets that must not be shown in any text.
pub const SECRET: &str = "plantedSecretPlantedSecret0000";
pub const TOKEN: &str = "plantedToken/Planted+Token==";
pub const PROXY_PASSWORD: &str = "plantedProxyPassword";
pub const TICKET: &str = "plantedTicketContents";

pub fn credentials() -> Credentials {
    Credentials::new("LTAI5tPlantedAccessKeyId", SECRET)
        .and_then(|credentials| credentials.with_security_token(TOKEN))
        .unwrap()
}

/// Only reads, so it can be retried.
#[ice_operation(action = "GetThing", response = Thing)]
#[derive(Debug, Clone, Default)]
pub struct GetThing {
    pub thing_id: Option<String>,
}

/// Has side effects.
#[ice_operation(action = "SubmitThing", response = Thing)]
#[derive(Debug, Clone, Default)]
pub struct SubmitThing {
    pub thing_id: Option<String>,
    #[ice(body)]
    pub description: Option<String>,
}

/// Has side effects, once per token.
#[ice_operation(action = "CreateThing", response = Thing)]
#[derive(Debug, Clone, Default)]
pub struct CreateThing {
    #[ice(idempotency_token)]
    pub client_token: Option<String>,
    #[ice(body)]
    pub description: Option<String>,
}

/// Creates an upload of a media asset's stream.
#[ice_operation(action = "CreateUploadStream")]
#[derive(Debug, Clone, Default)]
pub struct CreateUploadStream {
    pub media_id: Option<String>,
    pub definition: Option<String>,
    pub file_extension: Option<String>,
    #[ice(rename = "HDRType")]
    pub hdr_type: Option<String>,
    pub user_data: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUploadStreamResponse {
    pub media_id: String,
    #[serde(rename = "FileURL")]
    pub file_url: String,
    pub upload_address: Base64Json<UploadAddress>,
    pub upload_auth: Base64Json<UploadAuth>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Thing {
    pub request_id: String,
    pub size: u32,
    pub note: Option<String>,
}

/// A success that parses.
pub const THING: &str = r#"{"RequestId":"4C467B38","Size":7}"#;

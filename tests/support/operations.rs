//! Operations for tests of the client: one that may be repeated, one that may not, and one with an idempotency token.

use ice_runtime::{Credentials, ice_operation};
use serde::Deserialize;

/// The secrets that no text may show.
pub const SECRET: &str = "plantedSecretPlantedSecret0000";
pub const TOKEN: &str = "plantedToken/Planted+Token==";
pub const PROXY_PASSWORD: &str = "plantedProxyPassword";
pub const TICKET: &str = "plantedTicketContents";

pub fn credentials() -> Credentials {
    Credentials::new("LTAI5tPlantedAccessKeyId", SECRET)
        .and_then(|credentials| credentials.with_security_token(TOKEN))
        .unwrap()
}

/// Only reads.
#[ice_operation(action = "GetThing", response = Thing)]
#[derive(Debug, Clone, Default)]
pub struct GetThing {
    pub thing_id: Option<String>,
}

/// Acts.
#[ice_operation(action = "SubmitThing", response = Thing)]
#[derive(Debug, Clone, Default)]
pub struct SubmitThing {
    pub thing_id: Option<String>,
    #[ice(body)]
    pub description: Option<String>,
}

/// Acts, once for each token.
#[ice_operation(action = "CreateThing", response = Thing)]
#[derive(Debug, Clone, Default)]
pub struct CreateThing {
    #[ice(idempotency_token)]
    pub client_token: Option<String>,
    #[ice(body)]
    pub description: Option<String>,
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

//! Calls to STS, which issues temporary credentials of a role. They are operations like any other, sent by a client.

use std::time::Duration;

use serde::Deserialize;

use super::section::Section;
use super::{Credentials, Network, Provided, Role, session};
use crate::client::Client;
use crate::error::CredentialsError;
use crate::operation::Operation;

/// Less than a fetch may take, so that the caller sees the error of the last attempt.
const TIMEOUT: Duration = Duration::from_millis(9_500);
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(5);

/// The reply. The credentials are zeroed on drop and never shown.
#[derive(Deserialize)]
pub(super) struct Assumed {
    #[serde(rename = "Credentials", default)]
    credentials: Section,
}

/// Assumes `role` with `operation`, which is signed unless it is anonymous.
pub(super) async fn assume<O: Operation<Response = Assumed> + Sync>(
    network: &Network,
    credentials: Option<Credentials>,
    role: &Role,
    operation: &O,
) -> Result<Provided, CredentialsError> {
    let call = async {
        let endpoint = role.endpoint(network)?;
        let client = Client::builder().transport(network.to_host(endpoint.host())?).endpoint(endpoint);
        let client = match credentials {
            Some(credentials) => client.credentials(credentials),
            None => client.anonymous(),
        };
        client.timeout(TIMEOUT).attempt_timeout(ATTEMPT_TIMEOUT).build()?.send(operation).detailed().await
    };
    let reply = call.await.map_err(|error| CredentialsError::caused_by("the role could not be assumed", error))?;
    let (keys, holder) = (reply.value.credentials, format!("the reply of {}", O::METADATA.action));
    let members = ["AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"];
    session::of_section(&holder, &keys, members, &reply.headers)
}

//! Calls to STS: in comes an operation that assumes a role, out go the role's temporary keys.

use std::time::Duration;

use serde::Deserialize;

use super::section::Section;
use super::{Credentials, Network, Provided, Role, session};
use crate::client::Client;
use crate::error::CredentialsError;
use crate::operation::Operation;

/// Less than the time of a fetch, so that the error of the last attempt is what the caller sees.
const WHOLE: Duration = Duration::from_millis(9_500);
const ATTEMPT: Duration = Duration::from_secs(5);

/// The reply. The keys are zeroed at the end, and shown by nothing.
#[derive(Deserialize)]
pub(super) struct Assumed {
    #[serde(rename = "Credentials", default)]
    credentials: Section,
}

/// Assumes `role` by `operation`, under credentials where it is not anonymous.
pub(super) async fn assume<O: Operation<Response = Assumed> + Sync>(
    network: &Network,
    credentials: Option<Credentials>,
    role: &Role,
    operation: &O,
) -> Result<Provided, CredentialsError> {
    let call = async {
        let endpoint = role.endpoint(network)?;
        let client = Client::builder().transport(network.to_host(endpoint.host())?.clone()).endpoint(endpoint);
        let client = match credentials {
            Some(credentials) => client.credentials(credentials),
            None => client.anonymous(),
        };
        client.timeout(WHOLE).attempt_timeout(ATTEMPT).build()?.send(operation).detailed().await
    };
    let reply = call.await.map_err(|error| CredentialsError::caused_by("the role is not assumed", error))?;
    let (keys, holder) = (reply.value.credentials, format!("the reply of {}", O::METADATA.action));
    let members = ["AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"];
    session::of_section(&holder, &keys, members, &reply.headers)
}

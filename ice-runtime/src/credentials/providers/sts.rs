//! Calls to STS: in comes an operation that assumes a role, out go the role's temporary keys.

use std::time::Duration;

use serde::Deserialize;

use super::section::Section;
use super::{Credentials, Network, Provided, Role, session};
use crate::client::{Client, Detailed};
use crate::error::{CredentialsError, Error};
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
    let reply = send(network, credentials, role, operation).await;
    let reply = reply.map_err(|error| CredentialsError::caused_by("the role is not assumed", error))?;
    let keys = reply.value.credentials.labelled(format!("the reply of {}", O::METADATA.action));
    keys.get("SecurityToken").required()?;
    session::of_section(&keys, &reply.headers)
}

async fn send<O: Operation + Sync>(
    network: &Network,
    credentials: Option<Credentials>,
    role: &Role,
    operation: &O,
) -> Result<Detailed<O::Response>, Error> {
    let endpoint = role.endpoint(network)?;
    let builder = Client::builder()
        .transport(network.to_host(endpoint.host())?)
        .endpoint(endpoint)
        .timeout(WHOLE)
        .attempt_timeout(ATTEMPT);
    let builder = match credentials {
        Some(credentials) => builder.credentials(credentials),
        None => builder.anonymous(),
    };
    builder.build()?.send(operation).detailed().await
}

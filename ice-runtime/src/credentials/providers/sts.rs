//! The two calls to STS: in come a role and who asks for it, out go its temporary keys.

use std::time::Duration;

use http::HeaderMap;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::checked;
use super::section::Section;
use super::{Credentials, Network, Provided, Role, session};
use crate::client::Client;
use crate::error::{CredentialsError, Error};
use crate::operation::Operation;
use crate::sign::time;

/// Less than the time of a fetch, so that the error of the last attempt is what the caller sees.
const WHOLE: Duration = Duration::from_millis(9_500);
const ATTEMPT: Duration = Duration::from_secs(5);

/// Temporary keys of a role, for who may assume it. A second call does no harm: it gives a second pair of keys.
#[crate::ice_operation(
    action = "AssumeRole",
    product = "sts",
    version = "2015-04-01",
    response = Assumed,
    retry = safe,
    crate = crate
)]
struct AssumeRole<'a> {
    duration_seconds: u64,
    external_id: Option<&'a str>,
    policy: Option<&'a str>,
    role_arn: &'a str,
    role_session_name: &'a str,
}

/// Temporary keys of a role, for the bearer of an OIDC token.
#[crate::ice_operation(
    action = "AssumeRoleWithOIDC",
    product = "sts",
    version = "2015-04-01",
    response = Assumed,
    anonymous,
    retry = safe,
    crate = crate
)]
struct AssumeRoleWithOidc<'a> {
    duration_seconds: u64,
    #[ice(rename = "OIDCProviderArn")]
    oidc_provider_arn: &'a str,
    // In the body, as URLs end up in logs on the way.
    #[ice(rename = "OIDCToken", body)]
    oidc_token: &'a str,
    policy: Option<&'a str>,
    role_arn: &'a str,
    role_session_name: &'a str,
}

/// The reply of both. The keys are zeroed at the end, and shown by nothing.
#[derive(Deserialize)]
struct Assumed {
    #[serde(rename = "Credentials", default)]
    credentials: Section,
}

/// Assumes the role under these credentials.
pub(super) async fn assume_role(
    network: &Network,
    credentials: Credentials,
    role: &Role,
) -> Result<Provided, CredentialsError> {
    let call = async {
        let operation = AssumeRole {
            duration_seconds: role.seconds()?,
            external_id: role.external_id.as_deref(),
            policy: role.policy.as_deref(),
            role_arn: &role.arn,
            role_session_name: &role.session_name,
        };
        send(network, Some(credentials), role, &operation).await
    };
    provided("AssumeRole", call.await)
}

/// Assumes the role by an OIDC token.
pub(super) async fn assume_role_with_oidc(
    network: &Network,
    provider_arn: &str,
    token: Zeroizing<String>,
    role: &Role,
) -> Result<Provided, CredentialsError> {
    let call = async {
        let operation = AssumeRoleWithOidc {
            duration_seconds: role.seconds()?,
            oidc_provider_arn: provider_arn,
            oidc_token: &token,
            policy: role.policy.as_deref(),
            role_arn: &role.arn,
            role_session_name: &role.session_name,
        };
        send(network, None, role, &operation).await
    };
    provided("AssumeRoleWithOIDC", call.await)
}

async fn send<O: Operation + Sync>(
    network: &Network,
    credentials: Option<Credentials>,
    role: &Role,
    operation: &O,
) -> Result<(O::Response, HeaderMap), Error> {
    let endpoint = role.endpoint(network)?;
    let builder = Client::builder()
        .transport(network.to_host(endpoint.is_loopback())?)
        .endpoint(endpoint)
        .timeout(WHOLE)
        .attempt_timeout(ATTEMPT);
    let builder = match credentials {
        Some(credentials) => builder.credentials(credentials),
        None => builder.anonymous(),
    };
    let reply = builder.build()?.send(operation).detailed().await?;
    Ok((reply.value, reply.headers))
}

fn provided(action: &'static str, reply: Result<(Assumed, HeaderMap), Error>) -> Result<Provided, CredentialsError> {
    let (Assumed { credentials: keys }, headers) =
        reply.map_err(|error| CredentialsError::caused_by("the role is not assumed", error))?;
    let provider = &format_args!("the reply of {action}");
    let (token, expiration) = (keys.get("SecurityToken"), keys.get("Expiration"));
    token.required(provider)?;
    let credentials = checked::credentials(provider, keys.get("AccessKeyId"), keys.get("AccessKeySecret"), token)?;
    let Some(end) = time::parse(expiration.required(provider)?) else {
        return Err(expiration.error(provider, "it is no time like `2030-01-02T03:04:05Z`"));
    };
    Ok(session::until(credentials, end, &headers))
}

//! The route of the providers' own calls: through the client's transport, to the endpoint from the environment.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use ice_runtime::credentials::{CachedCredentials, Environment, Network, OidcCredentials, Role, UriCredentials};
use ice_runtime::transport::Body;
use ice_runtime::{BoxFuture, Client, Endpoint, Transport, TransportError};
use ice_tests::operations::{GetThing, THING};
use ice_tests::peer::Peer;

use super::{error, home};

const KEYS: &str = r#""AccessKeyId":"of-the-role","AccessKeySecret":"planted","SecurityToken":"planted","Expiration":"2099-01-01T00:00:00Z""#;

/// Answers as STS, as a credentials URI and as the service, and records the URLs without their queries.
#[derive(Debug, Clone, Default)]
struct Everything(Arc<Mutex<Vec<String>>>);

impl Everything {
    fn asked(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Transport for Everything {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let uri = request.uri();
        let body = match (uri.host(), uri.path()) {
            (Some(host), _) if host.starts_with("sts") => format!(r#"{{"RequestId":"A","Credentials":{{{KEYS}}}}}"#),
            (_, "/keys") => format!(r#"{{"Code":"Success",{KEYS}}}"#),
            _ => THING.to_owned(),
        };
        self.0.lock().unwrap().push(format!("{}{}", uri.host().unwrap(), uri.path()));
        Box::pin(async { Ok(Response::new(Bytes::from(body))) })
    }
}

fn oidc(environment: Environment, token: &std::path::Path) -> Environment {
    environment
        .with_var("ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/r")
        .with_var("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "p")
        .with_var("ALIBABA_CLOUD_OIDC_TOKEN_FILE", token.to_str().unwrap())
}

async fn send(environment: Environment) -> Vec<String> {
    let transport = Everything::default();
    let client = Client::builder().region("cn-shanghai").environment(environment).transport(transport.clone());
    client.build().unwrap().send(GetThing::default()).await.unwrap();
    transport.asked()
}

#[tokio::test]
async fn sts_is_called_through_the_clients_transport_at_the_environments_endpoint() {
    let (folder, environment) = home(&[("token", "planted-oidc")]);
    let environment = oidc(environment, &folder.path().join("token"));
    let service = "ice.cn-shanghai.aliyuncs.com/";
    assert_eq!(send(environment.clone()).await, ["sts.aliyuncs.com/", service]);
    let there = environment.with_var("ALIBABA_CLOUD_STS_ENDPOINT", " sts-vpc.cn-beijing.aliyuncs.com ");
    assert_eq!(send(there.clone()).await, ["sts-vpc.cn-beijing.aliyuncs.com/", service]);
    let both = there.with_var("ALIBABA_CLOUD_STS_REGION", "cn-hangzhou");
    assert_eq!(send(both).await, ["sts-vpc.cn-beijing.aliyuncs.com/", service]);
}

#[tokio::test]
async fn roles_of_profiles_use_the_endpoint_of_the_environment_too() {
    let profile = r#"{"current": "p", "profiles": [{"name": "p", "mode": "RamRoleArn", "access_key_id": "a",
        "access_key_secret": "planted", "ram_role_arn": "acs:ram::1:role/r", "sts_region": "cn-hangzhou"}]}"#;
    let (_folder, environment) = home(&[(".aliyun/config.json", profile)]);
    assert_eq!(send(environment.clone()).await[0], "sts.cn-hangzhou.aliyuncs.com/");
    let there = environment.with_var("ALIBABA_CLOUD_STS_ENDPOINT", "sts.example");
    assert_eq!(send(there).await[0], "sts.example/");
}

#[tokio::test]
async fn settings_in_code_override_the_environment() {
    let (folder, environment) = home(&[("token", "planted-oidc")]);
    let environment = oidc(environment, &folder.path().join("token"));
    let provider = OidcCredentials::from_environment(
        &environment.clone().with_var("ALIBABA_CLOUD_STS_ENDPOINT", "sts.environment.example"),
    );
    let transport = Everything::default();
    let network = Network::default().with_transport(transport.clone());
    let set = network.clone().with_sts_endpoint(Endpoint::new("sts.code.example").unwrap());
    CachedCredentials::new(provider.unwrap().with_network(set)).get().await.unwrap();
    let role = Role::new("acs:ram::1:role/r").with_sts_endpoint(Endpoint::new("sts.role.example").unwrap());
    let token = folder.path().join("token");
    CachedCredentials::new(OidcCredentials::new(role, "p", token).with_network(network)).get().await.unwrap();
    assert_eq!(transport.asked(), ["sts.code.example/", "sts.role.example/"]);
}

#[tokio::test]
async fn an_unusable_endpoint_is_named() {
    let (folder, environment) = home(&[("token", "planted-oidc")]);
    let environment = oidc(environment, &folder.path().join("token"));
    let environment = environment.with_var("ALIBABA_CLOUD_STS_ENDPOINT", "http://sts.example/planted");
    let problem = OidcCredentials::from_environment(&environment).unwrap_err().to_string();
    assert!(problem.contains("`ALIBABA_CLOUD_STS_ENDPOINT`") && !problem.contains("planted"), "{problem}");
    let chain = ice_runtime::credentials::DefaultCredentials::new(environment);
    assert!(error(&chain).await.contains("`ALIBABA_CLOUD_STS_ENDPOINT`"));
}

#[tokio::test]
async fn a_credentials_uri_is_asked_through_the_clients_transport_and_the_metadata_service_is_not() {
    let metadata = Peer::answering(|_| Some((404, String::new())));
    let environment = Environment::empty().with_var("ALIBABA_CLOUD_CREDENTIALS_URI", "https://keys.example/keys");
    let transport = Everything::default();
    let network = Network::default().with_metadata_endpoint(metadata.endpoint()).with_transport(transport.clone());
    let chain = ice_runtime::credentials::DefaultCredentials::new(environment).with_network(network);
    assert_eq!(CachedCredentials::new(chain).get().await.unwrap().access_key_id(), "of-the-role");
    assert_eq!(transport.asked(), ["keys.example/keys"]);
    assert!(!metadata.asked().is_empty());

    let disabled = Environment::empty()
        .with_var("ALIBABA_CLOUD_CREDENTIALS_URI", "https://keys.example/keys")
        .with_var("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");
    assert_eq!(send(disabled).await, ["keys.example/keys", "ice.cn-shanghai.aliyuncs.com/"]);
    let uri = UriCredentials::new("https://keys.example/keys").unwrap();
    let network = Network::default().with_transport(transport.clone());
    CachedCredentials::new(uri.with_network(network)).get().await.unwrap();
    assert_eq!(transport.asked().len(), 2);
}

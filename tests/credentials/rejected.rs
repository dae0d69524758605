//! What a client does when the service rejects temporary keys.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use ice_runtime::credentials::{Credentials, Environment, ProvideCredentials, Provided};
use ice_runtime::transport::Body;
use ice_runtime::{
    BoxFuture, Client, ClientBuilder, CredentialsError, Error, Transport, TransportError, ice_operation,
};

#[ice_operation(action = "CreateThing")]
struct CreateThing {}

#[derive(serde::Deserialize)]
struct CreateThingResponse {}

/// Rejects all tokens but `good`, and keeps those that came.
#[derive(Debug, Clone, Default)]
struct Service(Arc<Mutex<Vec<String>>>);

impl Service {
    fn tokens(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Transport for Service {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let token = request.headers().get("x-acs-security-token");
        let token = token.map_or(String::new(), |token| token.to_str().unwrap().to_owned());
        let (status, body) = if token == "good" {
            (200, "{}")
        } else {
            (403, r#"{"Code": "InvalidSecurityToken.Expired", "Message": "expired"}"#)
        };
        self.0.lock().unwrap().push(token);
        let reply = http::Response::builder().status(status).body(Bytes::from_static(body.as_bytes()));
        Box::pin(async { Ok(reply.unwrap()) })
    }
}

/// Gives one token after the other.
#[derive(Debug)]
struct Tokens(&'static [&'static str], AtomicUsize);

impl ProvideCredentials for Tokens {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        let token = self.0.get(self.1.fetch_add(1, Ordering::SeqCst)).copied();
        Box::pin(async move {
            let token = token.ok_or_else(|| CredentialsError::new("there are no more"))?;
            let keys = Credentials::new("id", "secret").unwrap().with_security_token(token).unwrap();
            Ok(Provided::until(keys, SystemTime::now() + Duration::from_secs(3600)))
        })
    }
}

fn tokens(tokens: &'static [&'static str]) -> ClientBuilder {
    Client::builder().credentials_provider(Tokens(tokens, AtomicUsize::new(0)))
}

async fn send(client: ClientBuilder) -> (Result<(), Error>, Vec<String>) {
    let service = Service::default();
    let client = client.region("cn-shanghai").transport(service.clone()).build().unwrap();
    let outcome = client.send(&CreateThing {}).await.map(|_| ());
    (outcome, service.tokens())
}

#[tokio::test(start_paused = true)]
async fn rejected_keys_are_fetched_anew_once() {
    let (outcome, sent) = send(tokens(&["bad", "good"])).await;
    outcome.unwrap();
    assert_eq!(sent, ["bad", "good"]);
    let (outcome, sent) = send(tokens(&["bad", "worse", "good"])).await;
    assert_eq!(outcome.unwrap_err().code(), Some("InvalidSecurityToken.Expired"));
    assert_eq!(sent, ["bad", "worse"]);
}

#[tokio::test(start_paused = true)]
async fn a_source_without_other_keys_ends_the_call() {
    let (outcome, sent) = send(tokens(&["bad", "bad"])).await;
    assert_eq!(outcome.unwrap_err().code(), Some("InvalidSecurityToken.Expired"));
    assert_eq!(sent, ["bad"]);
    let environment = Environment::empty()
        .with_var("ALIBABA_CLOUD_ACCESS_KEY_ID", "id")
        .with_var("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret")
        .with_var("ALIBABA_CLOUD_SECURITY_TOKEN", "bad");
    let (outcome, sent) = send(Client::builder().environment(environment)).await;
    assert_eq!(outcome.unwrap_err().code(), Some("InvalidSecurityToken.Expired"));
    assert_eq!(sent, ["bad"]);
    let keys = Credentials::new("id", "secret").unwrap().with_security_token("bad").unwrap();
    let (outcome, sent) = send(Client::builder().credentials(keys)).await;
    assert_eq!(outcome.unwrap_err().code(), Some("InvalidSecurityToken.Expired"));
    assert_eq!(sent, ["bad"]);
}

#[tokio::test(start_paused = true)]
async fn the_caller_sees_the_error_of_a_source_that_fails_then() {
    let (outcome, sent) = send(tokens(&["bad"])).await;
    let error = outcome.unwrap_err();
    assert!(matches!(error, Error::Credentials(_)) && error.attempts() == 1, "{error}");
    assert_eq!(sent, ["bad"]);
}

//! What a client does when the service refuses its credentials: those of a provider are fetched again, once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use ice_runtime::credentials::{
    CachedCredentials, Credentials, Environment, Network, ProvideCredentials, Provided, RamRoleArnCredentials, Role,
};
use ice_runtime::transport::Body;
use ice_runtime::{
    BoxFuture, Client, ClientBuilder, CredentialsError, Error, GaveUp, MayHaveExecuted, RetryPolicy, Transport,
    TransportError, ice_operation,
};
use tokio::time::{Instant, advance};

const EXPIRED: &str = "InvalidSecurityToken.Expired";

#[ice_operation(action = "CreateThing")]
struct CreateThing {}

#[derive(serde::Deserialize)]
struct CreateThingResponse {}

/// Refuses all credentials except those whose id starts with `good`, with each code in turn, and records the ids.
#[derive(Debug, Clone)]
struct Service {
    ids: Arc<Mutex<Vec<String>>>,
    codes: &'static [&'static str],
    /// Whether it quotes the text that it signed.
    quotes: fn(&http::Request<Body>) -> String,
}

impl Service {
    fn new(codes: &'static [&'static str]) -> Self {
        Self { ids: Arc::default(), codes, quotes: |_| "refused".to_owned() }
    }

    fn ids(&self) -> Vec<String> {
        self.ids.lock().unwrap().clone()
    }
}

impl Transport for Service {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let authorization = request.headers()["authorization"].to_str().unwrap();
        let id = authorization.split_once("Credential=").unwrap().1.split_once(',').unwrap().0.to_owned();
        let mut ids = self.ids.lock().unwrap();
        let code = self.codes[ids.len().min(self.codes.len() - 1)];
        let message = (self.quotes)(&request);
        let refusal = serde_json::json!({ "Code": code, "Message": message }).to_string();
        let (status, body) = if id.starts_with("good") { (200, "{}".to_owned()) } else { (403, refusal) };
        ids.push(id);
        let reply = http::Response::builder().status(status).body(Bytes::from(body));
        Box::pin(async { Ok(reply.unwrap()) })
    }
}

/// Gives one pair of keys after the other, named by their ids.
#[derive(Debug, Clone)]
struct Ids {
    given: &'static [&'static str],
    fetches: Arc<AtomicUsize>,
    lasts: bool,
}

impl Ids {
    fn new(given: &'static [&'static str]) -> Self {
        Self { given, fetches: Arc::default(), lasts: false }
    }

    fn lasting(ids: &'static [&'static str]) -> Self {
        Self { lasts: true, ..Self::new(ids) }
    }

    fn fetches(&self) -> usize {
        self.fetches.load(Ordering::SeqCst)
    }
}

impl ProvideCredentials for Ids {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        let id = self.given.get(self.fetches.fetch_add(1, Ordering::SeqCst)).copied();
        let lasts = self.lasts;
        Box::pin(async move {
            let id = id.ok_or_else(|| CredentialsError::new("there are no more"))?;
            let keys = Credentials::new(id, "secret-of-thirty-characters-30").unwrap();
            if lasts {
                return Ok(Provided::lasting(keys));
            }
            let keys = keys.with_security_token("token-of-the-keys").unwrap();
            Ok(Provided::until(keys, SystemTime::now() + Duration::from_secs(3600)))
        })
    }
}

fn client(service: &Service, keys: impl Into<CachedCredentials>) -> Client {
    builder(service).credentials(keys).build().unwrap()
}

fn builder(service: &Service) -> ClientBuilder {
    Client::builder().region("cn-shanghai").transport(service.clone())
}

async fn send(client: &Client) -> Result<(), Error> {
    client.send(CreateThing {}).await.map(|CreateThingResponse {}| ())
}

/// One call with the credentials of this provider.
async fn one_call(service: &Service, ids: &Ids) -> Result<(), Error> {
    let client = builder(service).credentials_provider(ids.clone()).build().unwrap();
    send(&client).await
}

#[tokio::test(start_paused = true)]
async fn refused_credentials_are_fetched_again_and_every_kind_of_call_is_retried() {
    for code in [
        "InvalidAccessKeyId.NotFound",
        "InvalidAccessKeyId.Inactive",
        EXPIRED,
        "InvalidSecurityToken.Malformed",
        "InvalidSecurityToken.MismatchWithAccessKey",
    ] {
        for ids in [Ids::new(&["bad", "good"]), Ids::lasting(&["bad", "good"])] {
            let service = Service::new(vec![code].leak());
            one_call(&service, &ids).await.unwrap();
            assert_eq!((service.ids(), ids.fetches()), (vec!["bad".to_owned(), "good".to_owned()], 2), "{code}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn other_errors_do_not_affect_the_credentials() {
    for code in
        ["NoPermission", "SignatureDoesNotMatch", "IncompleteSignature", "InvalidAccessKeyId", "SecurityTokenExpired"]
    {
        let (service, ids) = (Service::new(vec![code].leak()), Ids::new(&["bad", "good"]));
        assert_eq!(one_call(&service, &ids).await.unwrap_err().code(), Some(code));
        assert_eq!(ids.fetches(), 1, "{code}");
    }
}

/// The canonical request of ACS3 as the service quotes it, after a string to sign with its hash.
fn quoted(request: &http::Request<Body>) -> String {
    use sha2::{Digest as _, Sha256};

    let names = request.headers()["authorization"].to_str().unwrap().split_once("SignedHeaders=").unwrap().1;
    let names = names.split_once(',').unwrap().0;
    let line = |name: &str| format!("{name}:{}\n", request.headers()[name].to_str().unwrap());
    let headers = names.split(';').map(line).collect::<Vec<_>>().concat();
    let hash = request.headers()["x-acs-content-sha256"].to_str().unwrap();
    let query = request.uri().query().unwrap_or_default();
    let canonical = format!("{}\n/\n{query}\n{headers}\n{names}\n{hash}", request.method());
    let hash = Sha256::digest(&canonical).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    format!("server stringToSign is [ACS3-HMAC-SHA256\n{hash}], server canonicalRequest is [{canonical}]")
}

#[tokio::test(start_paused = true)]
async fn new_credentials_are_only_tried_if_the_service_signed_the_same_text() {
    let ids = Ids::new(&["bad", "good"]);
    let alike = Service { quotes: quoted, ..Service::new(&["SignatureDoesNotMatch"]) };
    one_call(&alike, &ids).await.unwrap();
    assert_eq!(alike.ids(), ["bad", "good"]);
    let other =
        Service { quotes: |request| quoted(request).replace("ACS3-HMAC-SHA256\n", "ACS3-HMAC-SHA256\n0"), ..alike };
    let (other, ids) = (Service { ids: Arc::default(), ..other }, Ids::new(&["bad", "good"]));
    assert!(one_call(&other, &ids).await.is_err());
    assert_eq!(other.ids(), ["bad"], "something in between changes requests, and other credentials do not help");
}

#[tokio::test(start_paused = true)]
async fn credentials_are_fetched_once_per_call_whatever_the_codes() {
    let service = Service::new(&["InvalidAccessKeyId.NotFound", EXPIRED]);
    let ids = Ids::new(&["bad", "worse", "good"]);
    let error = one_call(&service, &ids).await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some(EXPIRED), 2));
    assert_eq!(error.may_have_executed(), MayHaveExecuted::No);
    assert_eq!((service.ids(), ids.fetches()), (vec!["bad".to_owned(), "worse".to_owned()], 2));
}

#[tokio::test(start_paused = true)]
async fn if_the_same_credentials_come_again_nothing_is_fetched_for_ten_seconds() {
    let service = Service::new(&["InvalidAccessKeyId.Inactive"]);
    let ids = Ids::lasting(&["bad", "bad", "bad", "good"]);
    let client = builder(&service).credentials_provider(ids.clone()).build().unwrap();
    let started = Instant::now();
    for calls in 1..=3 {
        assert_eq!(send(&client).await.unwrap_err().attempts(), 1);
        assert_eq!((service.ids().len(), ids.fetches()), (calls, 2), "one refusal, one fetch");
    }
    assert!(started.elapsed() < Duration::from_secs(1), "the error is returned immediately");
    advance(Duration::from_secs(9)).await;
    send(&client).await.unwrap_err();
    assert_eq!(ids.fetches(), 2);
    advance(Duration::from_secs(2)).await;
    send(&client).await.unwrap_err();
    assert_eq!(ids.fetches(), 3);
    advance(Duration::from_secs(11)).await;
    send(&client).await.unwrap();
    assert_eq!(ids.fetches(), 4);
}

#[tokio::test(start_paused = true)]
async fn clients_that_share_a_cache_share_what_one_of_them_learns() {
    for (one, other) in [(true, true), (true, false), (false, false)] {
        let ids = Ids::lasting(&["bad", "good"]);
        let shared = CachedCredentials::new(ids.clone());
        let services = [Service::new(&[EXPIRED]), Service::new(&[EXPIRED])];
        let given = |service: &Service, is_cache: bool| {
            let builder = builder(service);
            let builder = if is_cache {
                builder.credentials(shared.clone())
            } else {
                builder.credentials_provider(shared.clone())
            };
            builder.build().unwrap()
        };
        let clients = [given(&services[0], one), given(&services[1], other)];
        send(&clients[0]).await.unwrap();
        send(&clients[1]).await.unwrap();
        assert_eq!(services[0].ids(), ["bad", "good"]);
        assert_eq!(services[1].ids(), ["good"], "the second client never uses what the first saw refused");
        assert_eq!(ids.fetches(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_thousand_refused_calls_fetch_once() {
    let ids = Ids::new(&["bad", "good"]);
    let service = Service::new(&[EXPIRED]);
    let client = client(&service, CachedCredentials::new(ids.clone()));
    let calls = (0..1000).map(|_| client.send(CreateThing {}).into_future());
    let replies = futures_util::future::join_all(calls).await;
    assert!(replies.iter().all(Result::is_ok));
    assert_eq!(ids.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_must_not_be_retried_still_fetches_credentials_for_the_next() {
    let ids = Ids::new(&["bad", "good"]);
    let service = Service::new(&[EXPIRED]);
    let client = builder(&service).credentials_provider(ids.clone()).retry(RetryPolicy::none()).build().unwrap();
    assert_eq!(send(&client).await.unwrap_err().code(), Some(EXPIRED));
    send(&client).await.unwrap();
    assert_eq!(service.ids(), ["bad", "good"]);
}

#[tokio::test(start_paused = true)]
async fn fixed_credentials_are_never_fetched_again() {
    let keys = Credentials::new("bad", "secret-of-thirty-characters-30").unwrap();
    let service = Service::new(&[EXPIRED]);
    let client_of = |keys: Credentials| {
        [client(&service, keys.clone()), builder(&service).credentials_provider(keys).build().unwrap()]
    };
    for client in client_of(keys.clone()).iter().chain(&client_of(keys.with_security_token("token").unwrap())) {
        assert_eq!(send(client).await.unwrap_err().attempts(), 1);
    }
    let environment = Environment::empty()
        .with_var("ALIBABA_CLOUD_ACCESS_KEY_ID", "bad")
        .with_var("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret-of-thirty-characters-30")
        .with_var("ALIBABA_CLOUD_SECURITY_TOKEN", "token");
    let client = builder(&service).environment(environment).build().unwrap();
    let error = send(&client).await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some(EXPIRED), 1));
}

#[tokio::test(start_paused = true)]
async fn the_caller_gets_the_error_of_a_source_that_then_fails() {
    let service = Service::new(&[EXPIRED]);
    let error = one_call(&service, &Ids::new(&["bad"])).await.unwrap_err();
    assert!(matches!(error, Error::Credentials(_)) && error.attempts() == 1, "{error}");
    assert!(error.to_string().contains("to replace the refused ones: there are no more"), "{error}");
    assert_eq!(service.ids(), ["bad"]);
}

/// Gives credentials immediately, and new ones only after a minute.
#[derive(Debug)]
struct SlowSource(AtomicUsize);

impl ProvideCredentials for SlowSource {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        let is_first = self.0.fetch_add(1, Ordering::SeqCst) == 0;
        Box::pin(async move {
            if !is_first {
                tokio::time::sleep(Duration::from_secs(60)).await;
            }
            Ok(Provided::lasting(Credentials::new("bad", "secret-of-thirty-characters-30").unwrap()))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn the_refusal_is_the_error_if_no_time_is_left_for_new_credentials() {
    let service = Service::new(&[EXPIRED]);
    let client = builder(&service).credentials_provider(SlowSource(AtomicUsize::new(0)));
    let client = client.timeout(Duration::from_secs(2)).build().unwrap();
    let error = send(&client).await.unwrap_err();
    assert_eq!((error.code(), error.attempts(), error.gave_up()), (Some(EXPIRED), 1, Some(GaveUp::NoTimeLeft)));
}

/// STS: refuses the credentials `bad`, and otherwise gives good ones for a role.
#[derive(Debug, Clone, Default)]
struct Sts(Arc<Mutex<Vec<String>>>);

impl Transport for Sts {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let is_bad = request.headers()["authorization"].to_str().unwrap().contains("Credential=bad");
        let keys = r#"{"AccessKeyId":"good-role","AccessKeySecret":"s","SecurityToken":"t","Expiration":"2099-01-01T00:00:00Z"}"#;
        let (status, body) = if is_bad {
            (404, r#"{"Code":"InvalidAccessKeyId.NotFound"}"#.to_owned())
        } else {
            (200, format!(r#"{{"RequestId":"A","Credentials":{keys}}}"#))
        };
        self.0.lock().unwrap().push(request.uri().host().unwrap().to_owned());
        let reply = http::Response::builder().status(status).body(Bytes::from(body));
        Box::pin(async { Ok(reply.unwrap()) })
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_that_sts_refuses_are_fetched_again_too() {
    let (sts, ids) = (Sts::default(), Ids::lasting(&["bad", "other"]));
    let role = RamRoleArnCredentials::new(CachedCredentials::new(ids.clone()), Role::new("acs:ram::1:role/r"));
    let role = role.with_network(Network::default().with_transport(sts.clone()));
    let keys = CachedCredentials::new(role).get().await.unwrap();
    assert_eq!(keys.access_key_id(), "good-role");
    assert_eq!((sts.0.lock().unwrap().len(), ids.fetches()), (2, 2));
}

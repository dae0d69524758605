//! The client from its users' point of view: what it needs, what it sends where, and what its errors say.

use std::time::Duration;

use bytes::Bytes;
use ice_runtime::credentials::{Environment, ProvideCredentials, Provided};
use ice_runtime::sign::{Scheme, Signer, Stamp, ToCurl};
use ice_runtime::{
    BoxFuture, Client, Credentials, CredentialsError, Endpoint, Error, HttpSettings, MayHaveExecuted, Metadata, Method,
    Operation, ParamError, ParamWriter, Product, Proxy, RetryPolicy, ice_operation, read_reply,
};
use ice_tests::memory::{Memory, Step};
use ice_tests::operations::GetThing;
use ice_tests::peer::{Peer, reply};

const DONE: &str = r#"{"RequestId":"4C467B38","Size":1}"#;
const TOKEN: &str = "token-of-the-operation-itself";

#[ice_operation(action = "GetPublicThing", anonymous, response = Empty)]
struct GetPublicThing {}

#[ice_operation(action = "CreateThing", response = Empty)]
#[derive(Default)]
struct CreateThing {
    #[ice(idempotency_token)]
    client_token: Option<String>,
}

/// Like 18 operations of vod: a user's token among the parameters.
#[ice_operation(action = "DescribeThing", product = "vod", version = "2017-03-21", response = Empty)]
struct DescribeThing {
    #[ice(reserved)]
    security_token: Option<String>,
}

/// Like most operations of ecs: the region is a parameter too.
#[ice_operation(action = "DescribeThings", product = "ecs", version = "2014-05-26", response = Empty)]
#[derive(Default)]
struct DescribeThings {
    #[ice(region)]
    region_id: Option<String>,
}

#[derive(Debug, serde::Deserialize)]
struct Empty {}

#[derive(Debug)]
struct Broken;

impl ProvideCredentials for Broken {
    fn provide(&self) -> BoxFuture<'_, Result<Provided, CredentialsError>> {
        Box::pin(async { Err(CredentialsError::new("none here")) })
    }
}

fn credentials() -> Credentials {
    Credentials::new("LTAIidentifier", "secret-of-thirty-characters-30").unwrap()
}

fn client(transport: &Memory) -> Client {
    let endpoint = Endpoint::new("http://127.0.0.1:1").unwrap();
    Client::builder().endpoint(endpoint).credentials(credentials()).transport(transport.clone()).build().unwrap()
}

#[tokio::test]
async fn an_anonymous_operation_needs_no_credentials() {
    let transport = Memory::new([Step::success()]);
    let client = Client::builder()
        .region("cn-shanghai")
        .credentials_provider(Broken)
        .transport(transport.clone())
        .build()
        .unwrap();
    client.send(&GetPublicThing {}).await.unwrap();
    let error = client.send(&GetThing::default()).await.unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error}");
    assert_eq!(transport.sent().len(), 1);
}

#[tokio::test]
async fn a_post_without_a_body_says_so() {
    let peer = Peer::replying(reply("200 OK", &[], DONE));
    let client = Client::builder().endpoint(peer.endpoint()).credentials(credentials()).build().unwrap();
    client.send(&GetThing::default()).await.unwrap();
    let [request] = peer.requests().try_into().unwrap();
    assert!(request.to_ascii_lowercase().contains("content-length: 0\r\n"), "{request}");
}

#[tokio::test]
async fn an_explicit_proxy_gets_what_goes_to_this_machine_and_none_gets_nothing() {
    let proxy = Peer::replying(reply("200 OK", &[], DONE));
    let peer = Peer::replying(reply("200 OK", &[], DONE));
    for (setting, through_proxy) in [
        (Proxy::Url { url: format!("http://{}", proxy.address()), except: String::new() }, 1),
        (Proxy::None, 0),
        (Proxy::System, 0),
    ] {
        let before = proxy.requests().len();
        let mut http = HttpSettings::default();
        http.proxy = setting;
        let builder = Client::builder().endpoint_of("ice", peer.endpoint()).http(http);
        builder.credentials(credentials()).build().unwrap().send(&GetThing::default()).await.unwrap();
        assert_eq!(proxy.requests().len() - before, through_proxy);
    }
}

#[tokio::test]
async fn an_empty_token_protects_nothing() {
    let client_of = |transport: &Memory| client(transport);
    for (token, attempts) in [(None, 2), (Some("t"), 2), (Some(""), 1)] {
        let transport = Memory::new([Step::error(503, "ServiceUnavailable"), Step::success()]);
        let operation = CreateThing { client_token: token.map(str::to_owned) };
        let retry = RetryPolicy::default().with_base_delay(Duration::ZERO);
        let _ = client_of(&transport).send(&operation).retry(retry).await;
        assert_eq!(transport.sent().len(), attempts, "{token:?}");
    }
}

#[test]
fn a_token_among_the_parameters_is_never_shown() {
    let endpoint = Endpoint::regional(&Product::VOD, "cn-shanghai").unwrap();
    let signer = Signer::new(credentials());
    let operation = DescribeThing { security_token: Some(TOKEN.to_owned()) };
    let stamp = Stamp::new(std::time::UNIX_EPOCH, "nonce");
    let request = signer.sign(&operation, &endpoint, &stamp).unwrap();
    assert!(request.uri().to_string().contains(TOKEN));
    let explanation = signer.explain(&operation, &endpoint, &stamp).unwrap();
    assert!(explanation.canonical_request().contains("SecurityToken=***"));
    for text in [explanation.to_string(), request.to_curl()] {
        assert!(!text.contains(TOKEN), "{text}");
    }
    let error = signer.with_scheme(Scheme::HmacSha1).sign(&operation, &endpoint, &stamp).unwrap_err();
    assert!(error.to_string().contains("`SecurityToken`"), "{error}");
}

#[tokio::test]
async fn tokens_that_the_service_quotes_are_hidden_and_other_words_are_not() {
    let message = format!(r#"{{"Code":"BadThing","Message":"the token {TOKEN} of LTAIidentifier is bad, s"}}"#);
    let peer = Peer::replying(reply("400 Bad Request", &[], message));
    let keys = Credentials::new("LTAIidentifier", "s").unwrap();
    let client = Client::builder().endpoint(peer.endpoint()).credentials(keys).build().unwrap();
    let operation = DescribeThing { security_token: Some(TOKEN.to_owned()) };
    let error = client.send(&operation).await.unwrap_err();
    let shown = "DescribeThing: BadThing: the token *** of LTAI… is bad, s (status 400)";
    assert_eq!(error.to_string(), shown);
    assert_eq!(format!("{error:?}"), shown, "a `main` that returns it shows what to do");
    assert!(format!("{error:#?}").starts_with("Service("));
}

#[tokio::test]
async fn a_code_that_quotes_a_secret_hides_it() {
    let keys = credentials().with_security_token(TOKEN).unwrap();
    let peer = Peer::replying(reply("400 Bad Request", &[], format!(r#"{{"Code":"Bad.{TOKEN}","Message":"m"}}"#)));
    let client = Client::builder().endpoint(peer.endpoint()).credentials(keys).build().unwrap();
    let error = client.send(&GetThing::default()).await.unwrap_err();
    assert_eq!(error.code(), Some("Bad.***"));
    assert_eq!(error.to_string(), "GetThing: Bad.***: m (status 400)");
}

#[tokio::test]
async fn nothing_is_sent_after_the_deadline() {
    let transport = Memory::new([Step::success()]);
    let error = client(&transport).send(&CreateThing::default()).timeout(Duration::ZERO).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!((error.attempts(), error.may_have_executed()), (0, MayHaveExecuted::No));
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn a_wait_that_the_service_asks_for_is_shown_and_kept_by_credentials_errors() {
    let transport = Memory::new([Step::error(429, "Throttling.User").with_header("x-acs-retry-after", "100000")]);
    let error = client(&transport).send(&CreateThing::default()).await.unwrap_err();
    assert!(error.to_string().contains("asks to wait 100s"), "{error}");
    assert_eq!((error.attempts(), error.may_have_executed()), (1, MayHaveExecuted::No));
    let wrapped = Error::from(CredentialsError::caused_by("STS", error));
    assert_eq!(wrapped.retry_after(), Some(Duration::from_secs(100)));
}

#[tokio::test]
async fn errors_warn_only_about_operations_that_change_something() {
    for (operation, is_warned) in [(true, true), (false, false)] {
        let transport = Memory::new([Step::error(503, ""), Step::error(503, ""), Step::error(503, "")]);
        let client = client(&transport);
        let error = if operation {
            client.send(&CreateThing { client_token: Some(String::new()) }).await.unwrap_err()
        } else {
            client.send(&GetThing::default()).retry(RetryPolicy::none()).await.unwrap_err()
        };
        assert_eq!(error.may_have_executed(), MayHaveExecuted::Maybe);
        assert_eq!(error.to_string().contains("check before retrying"), is_warned, "{error}");
    }
}

fn read(status: u16, body: &'static str) -> Result<(), Error> {
    let mut reply = http::Response::new(Bytes::from_static(body.as_bytes()));
    *reply.status_mut() = http::StatusCode::from_u16(status).unwrap();
    read_reply::<GetPublicThing>(reply).map(|Empty {}| ())
}

#[test]
fn the_documented_member_takes_precedence_over_other_spellings() {
    for body in [
        r#"{"Code":"Throttling.User","Message":"m","code":"200"}"#,
        r#"{"code":"200","Code":"Throttling.User","Message":"m"}"#,
        r#"{"\ud800":1,"Code":"Throttling.User","Message":"m"}"#,
    ] {
        let error = read(200, body).unwrap_err();
        assert_eq!((error.code(), error.may_have_executed()), (Some("Throttling.User"), MayHaveExecuted::No), "{body}");
    }
}

#[test]
fn a_page_has_no_code() {
    let code = |body| read(502, body).unwrap_err().code().map(str::to_owned);
    assert_eq!(code("<!-- x --><html><code>no route to host</code></html>"), None);
    assert_eq!(code("<?xml version=\"1.0\"?><!-- x --><Error><Code>Bad</Code></Error>").as_deref(), Some("Bad"));
    assert_eq!(code("<GetThingResponse><Code>Bad</Code></GetThingResponse>").as_deref(), Some("Bad"));
}

#[test]
fn a_storage_host_has_no_region() {
    let region = |host| Endpoint::new(host).unwrap().region().map(str::to_owned);
    assert_eq!(region("bucket.oss-cn-shanghai.aliyuncs.com"), None);
    assert_eq!(region("ice.cn-shanghai.aliyuncs.com").as_deref(), Some("cn-shanghai"));
}

struct GetWithForm;

impl Operation for GetWithForm {
    type Response = Empty;
    const METADATA: Metadata = Metadata::new("GetWithForm").with_method(Method::Get);

    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
        params.form("A").text("1")
    }
}

#[test]
fn a_get_request_has_no_body() {
    let endpoint = Endpoint::regional(&Product::ICE, "cn-shanghai").unwrap();
    for scheme in [Scheme::Acs3HmacSha256, Scheme::HmacSha1] {
        let signer = Signer::new(credentials()).with_scheme(scheme);
        let error = signer.sign(&GetWithForm, &endpoint, &Stamp::now()).unwrap_err();
        assert!(error.to_string().contains("a `GET` request has no body"), "{error}");
    }
}

#[test]
fn an_empty_region_is_reported_as_empty() {
    let builder = Client::builder().credentials(credentials()).environment(Environment::empty());
    let error = builder.region("").build().unwrap_err();
    assert!(error.to_string().contains("it is empty"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_owns_its_operation_outlives_the_client_it_came_from() {
    let transport = Memory::new([Step::success().after(Duration::from_secs(1))]);
    let mut calls = tokio::task::JoinSet::new();
    {
        let client = client(&transport);
        for _ in 0..3 {
            calls.spawn(client.send(GetThing::default()).into_future());
        }
    }
    for reply in calls.join_all().await {
        assert_eq!(reply.unwrap().size, 7);
    }
    assert_eq!(transport.sent().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn calls_that_borrow_their_operations_are_joined() {
    let transport = Memory::new([Step::success().after(Duration::from_secs(1))]);
    let client = client(&transport);
    let operations = [GetThing::default(), GetThing::default()];
    let calls = operations.iter().map(|operation| client.send(operation).detailed().into_future());
    let replies = futures_util::future::join_all(calls).await;
    assert!(replies.iter().all(|reply| reply.as_ref().is_ok_and(|reply| reply.attempts == 1)));
}

fn client_in_shanghai(transport: &Memory) -> Client {
    let builder = Client::builder().region("cn-shanghai").credentials(credentials());
    builder.transport(transport.clone()).build().unwrap()
}

/// The host and the access key id of the last request.
fn last(transport: &Memory) -> (String, String) {
    let sent = transport.sent();
    let sent = sent.last().unwrap();
    let authorization = sent.header("authorization").unwrap();
    let id = authorization.split_once("Credential=").unwrap().1.split_once(',').unwrap().0.to_owned();
    (sent.header("host").unwrap(), id)
}

#[tokio::test(start_paused = true)]
async fn a_call_can_use_another_endpoint_and_credentials_without_affecting_the_next() {
    let transport = Memory::new([Step::success()]);
    let client = client_in_shanghai(&transport);
    let others = Credentials::new("LTAIanother", "secret-of-thirty-characters-31").unwrap();
    for _ in 0..2 {
        client.send(GetThing::default()).region("cn-beijing").await.unwrap();
        assert_eq!(last(&transport).0, "ice.cn-beijing.aliyuncs.com");
        let endpoint = Endpoint::new("ice.example").unwrap();
        client.send(GetThing::default()).endpoint(endpoint).credentials(others.clone()).await.unwrap();
        assert_eq!(last(&transport), ("ice.example".to_owned(), "LTAIanother".to_owned()));
        client.send(GetThing::default()).await.unwrap();
        assert_eq!(last(&transport), ("ice.cn-shanghai.aliyuncs.com".to_owned(), "LTAIidentifier".to_owned()));
    }
}

#[ice_operation(action = "GetThingOfBeijing", regions = ["cn-beijing"], response = Empty)]
struct GetThingOfBeijing {}

#[tokio::test(start_paused = true)]
async fn a_call_to_another_region_can_send_an_operation_that_only_exists_there() {
    let transport = Memory::new([Step::success()]);
    let client = client_in_shanghai(&transport);
    assert!(matches!(client.send(GetThingOfBeijing {}).await, Err(Error::Region(_))));
    client.send(GetThingOfBeijing {}).region("cn-beijing").await.unwrap();
    let beijing = Endpoint::new("ice.cn-beijing.aliyuncs.com").unwrap();
    client.send(GetThingOfBeijing {}).endpoint(beijing).await.unwrap();
    assert!(client.send(GetThingOfBeijing {}).region("not a region").await.is_err());
    for (region, problem) in
        [("China (Shanghai)", "letters, digits and hyphens"), ("", "it is empty"), ("a.b", "letters")]
    {
        let error = client.send(GetThing::default()).region(region).await.unwrap_err();
        assert!(matches!(&error, Error::Config(error) if error.setting() == "region"), "{error}");
        assert!(error.to_string().contains(problem), "{error}");
    }
    assert_eq!(transport.sent().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_can_set_its_own_attempt_timeout() {
    let transport = Memory::new([Step::Silent]);
    let client = client(&transport);
    let started = tokio::time::Instant::now();
    let call = client.send(GetThing::default()).attempt_timeout(Duration::from_secs(2));
    let error = call.retry(RetryPolicy::default().with_base_delay(Duration::ZERO)).await.unwrap_err();
    assert_eq!((error.attempts(), started.elapsed().as_secs()), (3, 6));
}

#[test]
fn a_blocking_call_has_the_same_settings() {
    let peer = Peer::replying(reply("200 OK", &[], DONE));
    let client = ice_runtime::blocking::Client::new(Client::builder().region("cn-shanghai").credentials(credentials()));
    let call = client.unwrap().call(GetThing::default()).endpoint(peer.endpoint()).credentials(credentials());
    let call = call.timeout(Duration::from_secs(5)).attempt_timeout(Duration::from_secs(5)).region("cn-beijing");
    assert_eq!(call.retry(RetryPolicy::none()).send_detailed().unwrap().attempts, 1);
}

#[tokio::test]
async fn the_error_of_a_call_that_may_have_run_has_the_token_to_retry_it_with() {
    for (status, token_is_given) in [("503 Service Unavailable", true), ("400 Bad Request", false)] {
        let peer = Peer::replying(reply(status, &[], r#"{"Code": "Planned", "Message": "m"}"#));
        let client = Client::builder().endpoint(peer.endpoint()).credentials(credentials()).build().unwrap();
        let error = client.send(&CreateThing::default()).retry(RetryPolicy::none()).await.unwrap_err();
        let sent = peer.requests()[0].split_once("ClientToken=").unwrap().1[..32].to_owned();
        assert_eq!(error.idempotency_token(), token_is_given.then_some(&*sent), "{error}");
        assert_eq!(error.to_string().contains("with the same idempotency token"), token_is_given, "{error}");
    }
    // An empty token protects nothing.
    let peer = Peer::replying(reply("503 Service Unavailable", &[], ""));
    let client = Client::builder().endpoint(peer.endpoint()).credentials(credentials()).build().unwrap();
    let unprotected = CreateThing { client_token: Some(String::new()) };
    let error = client.send(&unprotected).await.unwrap_err();
    assert_eq!((error.idempotency_token(), error.attempts()), (None, 1), "{error}");
    assert!(error.to_string().contains("check before retrying"), "{error}");
}

#[tokio::test]
async fn a_region_parameter_is_filled_in_where_the_caller_gives_none() {
    let sent = async |operation: DescribeThings, of_client: Option<&str>, of_call: Option<&str>| {
        let transport = Memory::new([Step::success()]);
        let builder = Client::builder().credentials(credentials()).transport(transport.clone());
        let client = of_client.map_or(builder.clone(), |region| builder.region(region)).build().unwrap();
        let call = client.send(operation);
        of_call.map_or(call, |region| client.send(DescribeThings::default()).region(region)).await.unwrap();
        transport.sent()[0].param("RegionId")
    };
    assert_eq!(sent(DescribeThings::default(), Some("cn-beijing"), None).await.as_deref(), Some("cn-beijing"));
    assert_eq!(
        sent(DescribeThings::default(), Some("cn-beijing"), Some("cn-hangzhou")).await.as_deref(),
        Some("cn-hangzhou")
    );
    let own = DescribeThings { region_id: Some("eu-west-1".into()) };
    assert_eq!(sent(own, Some("cn-beijing"), None).await.as_deref(), Some("eu-west-1"));
}

#[tokio::test]
async fn a_region_parameter_comes_from_an_endpoint_that_names_one() {
    for endpoint in ["ecs.cn-shenzhen.aliyuncs.com", "http://127.0.0.1:1"] {
        let transport = Memory::new([Step::success()]);
        let endpoint = Endpoint::new(endpoint).unwrap();
        let endpoint = if endpoint.is_loopback() { endpoint.with_region("cn-shenzhen").unwrap() } else { endpoint };
        let builder = Client::builder().endpoint(endpoint).credentials(credentials()).transport(transport.clone());
        builder.build().unwrap().send(DescribeThings::default()).await.unwrap();
        assert_eq!(transport.sent()[0].param("RegionId").as_deref(), Some("cn-shenzhen"));
    }
}

#[tokio::test]
async fn an_unknown_region_is_an_error_that_says_where_to_set_it() {
    let transport = Memory::new([Step::success()]);
    let error = client(&transport).send(DescribeThings::default()).await.unwrap_err();
    let text = error.to_string();
    assert!(matches!(error, Error::Param(_)) && text.contains("`RegionId`") && text.contains(".region("), "{text}");
    assert!(transport.sent().is_empty());
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_the_error_says_to_check_the_endpoint() {
    let transport =
        Memory::new([Step::Reply(302, vec![("location", "https://elsewhere.example".into())], String::new())]);
    let error = client(&transport).send(GetThing::default()).await.unwrap_err();
    assert!(error.advice().is_some_and(|advice| advice.starts_with("check the endpoint")), "{error:#}");
    assert_eq!(transport.sent().len(), 1);
}

/// Host and region of a call, for these settings of the client and the call.
async fn sent_to(client: [Option<&str>; 3], call: [Option<&str>; 2]) -> (String, String) {
    let endpoint = |host: &str| Endpoint::new(host).unwrap();
    let transport = Memory::new([Step::success()]);
    let mut builder = Client::builder().credentials(credentials()).transport(transport.clone());
    let [region, of_all, of_product] = client;
    builder = region.map_or(builder.clone(), |region| builder.region(region));
    builder = of_all.map_or(builder.clone(), |host| builder.endpoint(endpoint(host)));
    builder = of_product.map_or(builder.clone(), |host| builder.endpoint_of("ECS", host));
    let client = builder.build().unwrap();
    let mut sent = client.send(DescribeThings::default());
    sent = call[0].map_or(sent, |region| client.send(DescribeThings::default()).region(region));
    if let Some(host) = call[1] {
        sent = sent.endpoint(endpoint(host));
    }
    sent.await.unwrap();
    let sent = &transport.sent()[0];
    (sent.header("host").unwrap(), sent.param("RegionId").unwrap())
}

#[tokio::test]
async fn the_page_of_a_gateway_advises_to_look_at_what_is_in_between() {
    for status in [404, 502] {
        let page = Step::Reply(status, Vec::new(), "<html>nginx</html>".to_owned());
        let client = Client::builder().region("cn-shanghai").credentials(credentials()).retry(RetryPolicy::none());
        let client = client.transport(Memory::new([page])).build().unwrap();
        let error = client.send(GetThing::default()).await.unwrap_err();
        assert!(!error.is_not_found(), "{error}");
        assert!(error.advice().is_some_and(|advice| advice.contains("any proxy or gateway in between")), "{error:#}");
    }
}

#[tokio::test]
async fn settings_of_a_call_override_those_of_the_product_which_override_those_of_the_client() {
    const HERE: Option<&str> = Some("cn-shanghai");
    const THERE: Option<&str> = Some("cn-beijing");
    let (all, template) = (Some("all.example"), Some("ecs-{region}.example"));
    let (named, bare) = (Some("ecs.cn-hangzhou.aliyuncs.com"), Some("call.example"));
    for (client, call, host, region) in [
        ([HERE, None, None], [None, None], "ecs.cn-shanghai.aliyuncs.com", "cn-shanghai"),
        ([HERE, None, None], [THERE, None], "ecs.cn-beijing.aliyuncs.com", "cn-beijing"),
        ([None, None, None], [THERE, None], "ecs.cn-beijing.aliyuncs.com", "cn-beijing"),
        ([HERE, all, None], [None, None], "all.example", "cn-shanghai"),
        ([HERE, all, None], [THERE, None], "all.example", "cn-beijing"),
        ([None, named, None], [None, None], "ecs.cn-hangzhou.aliyuncs.com", "cn-hangzhou"),
        ([HERE, named, None], [None, None], "ecs.cn-hangzhou.aliyuncs.com", "cn-shanghai"),
        ([HERE, all, template], [None, None], "ecs-cn-shanghai.example", "cn-shanghai"),
        ([HERE, all, template], [THERE, None], "ecs-cn-beijing.example", "cn-beijing"),
        ([HERE, all, template], [None, bare], "call.example", "cn-shanghai"),
        ([HERE, all, template], [THERE, bare], "call.example", "cn-beijing"),
        ([HERE, all, template], [None, named], "ecs.cn-hangzhou.aliyuncs.com", "cn-hangzhou"),
        ([HERE, None, None], [THERE, named], "ecs.cn-hangzhou.aliyuncs.com", "cn-beijing"),
        ([None, None, None], [None, named], "ecs.cn-hangzhou.aliyuncs.com", "cn-hangzhou"),
    ] {
        assert_eq!(sent_to(client, call).await, (host.to_owned(), region.to_owned()), "{client:?} {call:?}");
    }
}

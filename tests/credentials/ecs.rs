//! The role of an ECS instance, against a metadata service on loopback.

use std::time::{Duration, SystemTime};

use ice_runtime::credentials::{EcsRamRoleCredentials, Environment, Network, ProvideCredentials};
use ice_runtime::{HttpSettings, Proxy};
use ice_tests::peer::{Answer, Asked, Peer};

use super::{error, keys, minutes};
use crate::faults::connecting::full_backlog;

const KEYS: &str = "/latest/meta-data/ram/security-credentials/";
const SUCCESS: &str = r#"{"AccessKeyId": "STS.id", "AccessKeySecret": "planted-secret", "SecurityToken": "planted-token",
    "Expiration": "2030-01-02T04:04:05Z", "LastUpdated": "2030-01-01T22:04:05Z", "Code": "Success"}"#;

#[expect(clippy::unnecessary_wraps, reason = "an answer of the peer")]
fn service(asked: &Asked) -> Answer {
    match (asked.method.as_str(), asked.target.as_str()) {
        ("PUT", "/latest/api/token") => Some((200, "planted-imds-token".to_owned())),
        ("GET", KEYS) => Some((200, "media-worker\n".to_owned())),
        ("GET", path) if path == format!("{KEYS}media-worker") => Some((200, SUCCESS.to_owned())),
        _ => Some((404, "<html>".to_owned())),
    }
}

fn network(peer: &Peer) -> Network {
    Network::default().with_metadata_endpoint(peer.endpoint())
}

#[tokio::test]
async fn the_metadata_service_is_asked_with_a_token_first() {
    let peer = Peer::answering_under(&["date: Wed, 02 Jan 2030 03:04:05 GMT"], service);
    let provider = EcsRamRoleCredentials::new().with_network(network(&peer));
    assert_eq!(keys(&provider).await, "STS.id planted-secret planted-token");
    let asked = peer.asked();
    assert_eq!(
        peer.lines(),
        ["PUT /latest/api/token".to_owned(), format!("GET {KEYS}"), format!("GET {KEYS}media-worker")]
    );
    assert_eq!(asked[0].header("x-aliyun-ecs-metadata-token-ttl-seconds"), Some("21600"));
    for asked in &asked[1..] {
        assert_eq!(asked.header("x-aliyun-ecs-metadata-token"), Some("planted-imds-token"));
    }
    // They are valid for an hour by the service's clock, whatever this machine's clock shows.
    assert_eq!(minutes(&provider.provide().await.unwrap()), 60);
}

#[tokio::test]
async fn a_cached_reply_says_nothing_about_the_senders_clock() {
    let peer = Peer::answering_under(&["date: Wed, 02 Jan 2030 03:04:05 GMT", "age: 1"], service);
    let provider = EcsRamRoleCredentials::new().with_network(network(&peer));
    let end = SystemTime::UNIX_EPOCH + Duration::from_secs(1_893_557_045);
    assert_eq!(provider.provide().await.unwrap().expires_at, Some(end), "2030-01-02T04:04:05Z");
}

#[tokio::test]
async fn a_named_role_saves_a_request() {
    let peer = Peer::answering(service);
    let environment = Environment::empty().with_var("ALIBABA_CLOUD_ECS_METADATA", "media-worker");
    let provider = EcsRamRoleCredentials::from_environment(&environment).with_network(network(&peer));
    assert_eq!(keys(&provider).await, "STS.id planted-secret planted-token");
    assert_eq!(peer.lines().len(), 2);
    let other = EcsRamRoleCredentials::new().with_role("other").with_network(network(&peer));
    let error = error(&other).await;
    assert!(error.contains("`other`"), "{error}");
}

#[tokio::test]
async fn the_metadata_service_is_asked_without_a_token_if_it_does_not_issue_one() {
    for put in [Some((403, "planted".to_owned())), Some((200, String::new())), None] {
        let peer = Peer::answering(move |asked| if asked.method == "PUT" { put.clone() } else { service(asked) });
        let provider = EcsRamRoleCredentials::new().with_network(network(&peer));
        assert_eq!(keys(&provider).await, "STS.id planted-secret planted-token");
        assert_eq!(peer.asked()[1].header("x-aliyun-ecs-metadata-token"), None);

        let environment = Environment::empty().with_var("ALIBABA_CLOUD_IMDSV1_DISABLED", "true");
        let strict = EcsRamRoleCredentials::from_environment(&environment).with_network(network(&peer));
        let before = peer.asked().len();
        for provider in [strict, EcsRamRoleCredentials::new().with_token_only().with_network(network(&peer))] {
            let text = error(&provider).await;
            assert!(text.contains("unset `ALIBABA_CLOUD_IMDSV1_DISABLED`"), "{text}");
        }
        assert!(peer.asked()[before..].iter().all(|asked| asked.method == "PUT"));
    }
}

#[tokio::test]
async fn the_instance_role_can_be_switched_off() {
    let peer = Peer::answering(service);
    let environment = Environment::empty().with_var("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "TRUE");
    let provider = EcsRamRoleCredentials::from_environment(&environment).with_network(network(&peer));
    let error = error(&provider).await;
    assert!(error.contains("`ALIBABA_CLOUD_ECS_METADATA_DISABLED`"), "{error}");
    assert!(peer.asked().is_empty());
}

#[tokio::test]
async fn an_answer_without_credentials_is_an_error_that_says_so() {
    for (status, body, expected) in [
        (200, r#"{"Code": "Failed"}"#, "`Failed`"),
        (200, r#"{"Code": "planted secret\n"}"#, "(not shown)"),
        (200, r#"{"Code": "Success", "AccessKeyId": "planted"}"#, "has no `AccessKeySecret`"),
        (200, r#"{"AccessKeyId": "i", "AccessKeySecret": "planted", "Expiration": "planted"}"#, "`Expiration`"),
        (200, r#"{"AccessKeyId": "i", "AccessKeySecret": "planted"}"#, "has no `Expiration`"),
        (200, r#"{"AccessKeyId": ["planted"], "AccessKeySecret": null}"#, "`AccessKeyId`"),
        (200, "{\"AccessKeyId\":\n \"planted", "line 2"),
        (200, "\"planted\"", "line 1"),
        (200, "<html>planted", "line 1"),
        (500, "planted", "status 500"),
        (404, "planted", "`media-worker`"),
    ] {
        let peer = Peer::answering(move |asked| match service(asked) {
            Some((_, keys)) if keys == SUCCESS => Some((status, body.to_owned())),
            other => other,
        });
        let error = error(&EcsRamRoleCredentials::new().with_network(network(&peer))).await;
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn an_instance_without_a_role_and_an_invalid_role_name_have_different_errors() {
    let without = Peer::answering(|asked| Some((if asked.target == KEYS { 404 } else { 200 }, "t".to_owned())));
    let text = error(&EcsRamRoleCredentials::new().with_network(network(&without))).await;
    assert!(text.contains("no RAM role"), "{text}");
    for role in ["a/b", "a?b", "..", "a b", "é"] {
        let environment = Environment::empty().with_var("ALIBABA_CLOUD_ECS_METADATA", role);
        let text = error(&EcsRamRoleCredentials::from_environment(&environment).with_network(network(&without))).await;
        assert!(text.contains("`ALIBABA_CLOUD_ECS_METADATA`"), "{text}");
        let text = error(&EcsRamRoleCredentials::new().with_role(role).with_network(network(&without))).await;
        assert!(text.contains("`role`"), "{text}");
    }
    error(&EcsRamRoleCredentials::new().with_role("").with_network(network(&without))).await;
    let strange = Peer::answering(|asked| match asked.target.as_str() {
        KEYS => Some((200, "<html>\r\nnot a role".to_owned())),
        _ => Some((200, "t".to_owned())),
    });
    let text = error(&EcsRamRoleCredentials::new().with_network(network(&strange))).await;
    assert!(text.contains("names no RAM role"), "{text}");
    assert_eq!(strange.asked().len(), 2);
}

#[tokio::test]
async fn the_metadata_service_is_never_asked_through_a_proxy() {
    let (peer, proxy) = (Peer::answering(service), Peer::answering(|_| Some((502, String::new()))));
    let mut http = HttpSettings::default();
    http.proxy = Proxy::Url { url: proxy.url(), except: String::new() };
    let provider = EcsRamRoleCredentials::new().with_network(network(&peer).with_http(http));
    assert_eq!(keys(&provider).await, "STS.id planted-secret planted-token");
    assert!(proxy.asked().is_empty());
}

/// Most machines are not ECS instances, and there the service's address leads nowhere.
#[tokio::test(start_paused = true)]
async fn a_service_that_cannot_be_reached_costs_less_than_a_second() {
    let endpoint = ice_runtime::Endpoint::new(&format!("http://{}", full_backlog())).unwrap();
    let provider = EcsRamRoleCredentials::new().with_network(Network::default().with_metadata_endpoint(endpoint));
    let start = tokio::time::Instant::now();
    let error = error(&provider).await;
    assert!(error.contains("could not connect"), "{error}");
    assert!(start.elapsed().as_millis() < 1000, "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_service_that_stalls_costs_a_second_per_request() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = ice_runtime::Endpoint::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let provider = EcsRamRoleCredentials::new().with_network(Network::default().with_metadata_endpoint(endpoint));
    let start = tokio::time::Instant::now();
    error(&provider).await;
    assert!(start.elapsed().as_millis() <= 2100, "{:?}", start.elapsed());
}

//! A credentials URI, against a web server on loopback.

use ice_runtime::credentials::{Environment, UriCredentials};
use ice_tests::peer::{Peer, reply};

use super::{error, keys, shown};

const VARIABLE: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";

fn provider(uri: &str) -> UriCredentials {
    UriCredentials::from_environment(&Environment::empty().with_var(VARIABLE, uri)).unwrap()
}

#[tokio::test]
async fn credentials_are_read_from_a_server() {
    let peer = Peer::answering(|_| {
        let body = r#"{"Code":"Success","AccessKeyId":"id","AccessKeySecret":"planted","SecurityToken":"planted-token","Expiration":"2099-01-01T00:00:00Z"}"#;
        Some((200, body.to_owned()))
    });
    let uri = format!(" {}/keys?key=planted ", peer.url());
    assert_eq!(keys(&provider(&uri)).await, "id planted planted-token");
    assert_eq!(peer.lines(), ["GET /keys?key=planted"]);
}

#[tokio::test]
async fn credentials_are_read_whatever_the_content_type() {
    let body = r#"{"Code":"Success","AccessKeyId":"id","AccessKeySecret":"planted","SecurityToken":"planted-token","Expiration":"2099-01-01T00:00:00Z"}"#;
    let peer = Peer::replying(reply("200 OK", &["content-type: application/octet-stream"], body));
    assert_eq!(keys(&provider(&peer.url())).await, "id planted planted-token");
}

#[tokio::test]
async fn a_reply_that_is_too_large_for_credentials_is_refused() {
    let peer = Peer::answering(|_| Some((200, format!("{{\"planted\": \"{}\"}}", "x".repeat(1024 * 1024)))));
    let error = error(&provider(&peer.url())).await;
    assert!(error.contains("larger than the limit"), "{error}");
}

#[tokio::test]
async fn a_server_that_refuses_is_an_error_without_its_body() {
    for status in [301, 403, 404, 500] {
        let peer = Peer::answering(move |_| Some((status, "planted".to_owned())));
        let error = error(&provider(&format!("{}/planted", peer.url()))).await;
        assert!(error.contains(&format!("status {status}")) && error.contains(VARIABLE), "{error}");
        assert_eq!(peer.asked().len(), 1);
    }
    let closed = Peer::answering(|_| None);
    error(&provider(&format!("{}/planted", closed.url()))).await;
}

#[test]
fn a_uri_that_cannot_be_used_is_refused_at_once() {
    for uri in [
        "http://planted.example/keys",
        "http://planted:planted@127.0.0.1/keys",
        "/planted",
        "planted",
        "ftp://127.0.0.1/planted",
        "http://127.0.0.1/planted keys",
        "http://[::1/planted",
    ] {
        let environment = Environment::empty().with_var(VARIABLE, uri);
        let text = shown(&UriCredentials::from_environment(&environment).unwrap_err());
        assert!(text.contains(&format!("`{VARIABLE}`")), "{uri}: {text}");
    }
    assert!(shown(&UriCredentials::from_environment(&Environment::empty()).unwrap_err()).contains(VARIABLE));
}

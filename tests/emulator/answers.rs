//! Answers: typed by the operation, in the service's shape.

use ice_runtime::emulator::{Answer, Emulator};
use ice_runtime::{Endpoint, MayHaveExecuted, RetryPolicy};
use serde_json::json;

use super::{AssumeNothing, ListNothing, client_of, start};

/// An emulator that answers everything with this.
async fn answering(answer: Answer) -> Emulator {
    let emulator = Emulator::builder().answer::<ListNothing>(move |_| answer.clone());
    emulator.start().await.unwrap()
}

#[tokio::test]
async fn a_success_has_the_same_request_id_in_body_and_head() {
    let emulator = start().await;
    let client = client_of(&emulator).build().unwrap();
    let reply = client.send(&ListNothing {}).detailed().await.unwrap();
    assert_eq!(reply.request_id.as_deref(), Some(reply.value.request_id.as_str()));
    assert_eq!(reply.value.request_id, emulator.received()[0].request_id());
    assert_eq!(reply.value.request_id.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
    let own = answering(Answer::json(json!({ "RequestId": "own" }))).await;
    let reply = client_of(&own).build().unwrap().send(&ListNothing {}).await.unwrap();
    assert_eq!(reply.request_id, "own");
}

#[tokio::test]
async fn an_answer_that_does_not_fit_says_where() {
    let emulator = answering(Answer::json(json!({ "JobId": "seven" }))).await;
    let error = client_of(&emulator).build().unwrap().send(&ListNothing {}).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidAnswer"));
    let text = error.to_string();
    assert!(text.contains("ListNothing") && text.contains("JobId"), "{text}");
    let emulator = answering(Answer::json(json!([]))).await;
    let error = client_of(&emulator).build().unwrap().send(&ListNothing {}).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("does not fit its response: expected ") && !text.contains("``"), "{text}");
}

#[tokio::test]
async fn an_error_has_the_service_s_envelope() {
    let answer = Answer::error(403, "NoPermission", "You are not authorized to perform this action.")
        .with_member("AccessDeniedDetail", json!({ "AuthAction": "ice:ListNothing" }));
    let emulator = answering(answer).await;
    let reply = super::signed(&emulator, super::SCHEMES[0], &ListNothing {}).send(&emulator);
    let (status, envelope) = (reply.status, reply.json());
    let request_id = envelope["RequestId"].as_str().unwrap();
    assert_eq!((status, &envelope["Code"]), (403, &json!("NoPermission")));
    assert!(reply.head.contains(&format!("x-acs-request-id: {}", request_id.to_ascii_lowercase())), "{}", reply.head);
    assert!(reply.head.contains("content-type: application/json;charset=utf-8"), "{}", reply.head);
    assert_eq!(envelope["HostId"].as_str(), emulator.endpoint().to_string().strip_prefix("http://"));
    let link = format!("https://api.aliyun.com/troubleshoot?q=NoPermission&product=ICE&requestId={request_id}");
    assert_eq!(envelope["Recommend"], json!(link));
    assert_eq!(envelope["AccessDeniedDetail"]["AuthAction"], json!("ice:ListNothing"));
}

#[tokio::test]
async fn an_error_links_to_the_product_of_the_operation_and_a_refusal_links_to_nothing() {
    let builder = super::builder().answer::<AssumeNothing>(|_| Answer::error(403, "NoPermission", "no"));
    let emulator = builder.start().await.unwrap();
    let mut request = super::signed(&emulator, super::SCHEMES[1], &AssumeNothing::default());
    let answered = request.send(&emulator).json();
    let link = answered["Recommend"].as_str().unwrap();
    assert!(link.contains("&product=STS&"), "{link}");
    request.method = "PATCH".into();
    let refused = request.send(&emulator).json();
    assert_eq!((&refused["Code"], refused.get("Recommend")), (&json!("UnsupportedHTTPMethod"), None));
    let misfit = answering(Answer::json(json!({ "JobId": "seven" }))).await;
    let misfit = super::signed(&misfit, super::SCHEMES[0], &ListNothing {}).send(&misfit).json();
    assert_eq!((&misfit["Code"], misfit.get("Recommend")), (&json!("InvalidAnswer"), None));
}

#[tokio::test]
async fn an_answer_of_any_bytes_is_not_checked() {
    let answer = Answer::bytes(502, "<html>").with_header("content-type", "text/html").with_header("bad name", "x");
    let emulator = answering(answer).await;
    let reply = super::signed(&emulator, super::SCHEMES[0], &ListNothing {}).send(&emulator);
    assert_eq!((reply.status, reply.body.as_str()), (502, "<html>"));
    assert!(reply.head.contains("content-type: text/html"), "{}", reply.head);
}

#[tokio::test]
async fn an_error_with_status_200_is_an_answer_like_any_other() {
    let emulator =
        answering(Answer::json(json!({ "Success": false, "Code": "MediaNotFound", "Message": "none" }))).await;
    let error = client_of(&emulator).build().unwrap().send(&ListNothing {}).await.unwrap_err();
    assert_eq!((error.code(), error.status()), (Some("MediaNotFound"), Some(200)));
}

#[tokio::test]
async fn an_answer_that_panics_is_one_error_that_quotes_the_panic_and_is_sent_once() {
    let emulator = Emulator::builder()
        .answer::<ListNothing>(|call| {
            assert_eq!(call.nonce(), Some("calm"), "the nonce is calm");
            Answer::json(json!({}))
        })
        .start()
        .await
        .unwrap();
    let client = client_of(&emulator).retry(RetryPolicy::default()).build().unwrap();
    for calls in 1..=2 {
        let error = client.send(&ListNothing {}).await.unwrap_err();
        assert_eq!((error.code(), error.status()), (Some("AnswerPanicked"), Some(400)));
        let text = error.to_string();
        assert!(text.contains("the nonce is calm") && text.contains("ListNothing"), "{text}");
        assert_eq!(error.may_have_executed(), MayHaveExecuted::No);
        assert_eq!(emulator.received().len(), calls);
    }
    let reply = super::signed(&emulator, super::SCHEMES[0], &ListNothing {}).send(&emulator);
    assert!(reply.message().contains("panicked: assertion `left == right` failed"), "{}", reply.body);
    assert_eq!(reply.json().get("Recommend"), None);
}

#[tokio::test]
async fn it_listens_at_the_given_address_and_is_reachable_over_plain_http() {
    for address in ["0.0.0.0", "0.0.0.0:0", "127.0.0.1:0", "localhost"] {
        let emulator = super::builder().listen_on(address).start().await.unwrap();
        let endpoint = emulator.endpoint();
        assert!(endpoint.is_loopback(), "{endpoint}");
        let port = endpoint.to_string().rsplit(':').next().unwrap().parse().unwrap();
        let by_name = Endpoint::plain_http_for_tests("127.0.0.1", port).unwrap();
        let client = client_of(&emulator).endpoint(by_name).build().unwrap();
        client.send(&ListNothing {}).await.unwrap();
    }
    let elsewhere = super::builder().listen_on(std::net::Ipv4Addr::new(192, 0, 2, 1)).start().await;
    let text = elsewhere.unwrap_err().to_string();
    assert!(text.contains("`emulator`") && text.contains("cannot start"), "{text}");
}

#[test]
fn a_plain_endpoint_is_only_a_host() {
    for (host, expected) in
        [("emulator", "http://emulator:80"), ("::1", "http://[::1]:80"), ("10.0.0.7", "http://10.0.0.7:80")]
    {
        assert_eq!(Endpoint::plain_http_for_tests(host, 80).unwrap().to_string(), expected);
    }
    for host in ["", "http://emulator", "emulator/path", "user@emulator", "two words", "emulator:80"] {
        assert!(Endpoint::plain_http_for_tests(host, 80).is_err(), "{host}");
    }
    assert!(Endpoint::plain_http_for_tests("emulator", 0).is_err());
}

#[test]
fn it_serves_a_program_without_a_runtime() {
    let emulator = super::builder().start_blocking().unwrap();
    assert_eq!(super::signed(&emulator, super::SCHEMES[1], &ListNothing {}).send(&emulator).status, 200);
}

#[test]
fn a_taken_port_is_named() {
    let emulator = super::builder().start_blocking().unwrap();
    let port = emulator.endpoint().to_string().rsplit(':').next().unwrap().parse().unwrap();
    let error = super::builder().port(port).start_blocking().unwrap_err().to_string();
    assert!(error.contains("`emulator`"), "{error}");
    drop(emulator);
    // The port is free as soon as the emulator is dropped.
    super::builder().port(port).start_blocking().unwrap();
}

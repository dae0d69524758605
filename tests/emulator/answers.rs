//! Answers: typed by the operation, in the service's shape.

use ice_runtime::emulator::{Answer, Emulator};
use serde_json::json;

use super::{AssumeNothing, ListNothing, client_of, start};

/// An emulator that answers everything with this.
async fn answering(answer: Answer) -> Emulator {
    let emulator = Emulator::builder().answer::<ListNothing>(move |_| answer.clone());
    emulator.start().await.unwrap()
}

#[tokio::test]
async fn a_success_gets_the_request_id_of_its_head() {
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
async fn an_error_links_to_the_product_of_the_operation() {
    let builder = super::builder().answer::<AssumeNothing>(|_| Answer::error(403, "NoPermission", "no"));
    let emulator = builder.start().await.unwrap();
    let mut request = super::signed(&emulator, super::SCHEMES[1], &AssumeNothing::default());
    let answered = request.send(&emulator).json();
    request.method = "PATCH".into();
    let refused = request.send(&emulator).json();
    for envelope in [answered, refused] {
        let link = envelope["Recommend"].as_str().unwrap();
        assert!(link.contains("&product=STS&"), "{link}");
    }
}

#[tokio::test]
async fn any_bytes_can_be_answered_and_are_not_checked() {
    let answer = Answer::bytes(502, "<html>").with_header("content-type", "text/html").with_header("bad name", "x");
    let emulator = answering(answer).await;
    let reply = super::signed(&emulator, super::SCHEMES[0], &ListNothing {}).send(&emulator);
    assert_eq!((reply.status, reply.body.as_str()), (502, "<html>"));
    assert!(reply.head.contains("content-type: text/html"), "{}", reply.head);
}

#[tokio::test]
async fn a_failure_under_200_is_an_answer_like_others() {
    let emulator =
        answering(Answer::json(json!({ "Success": false, "Code": "MediaNotFound", "Message": "none" }))).await;
    let error = client_of(&emulator).build().unwrap().send(&ListNothing {}).await.unwrap_err();
    assert_eq!((error.code(), error.status()), (Some("MediaNotFound"), Some(200)));
}

#[tokio::test]
async fn an_answer_that_panics_is_not_the_end() {
    let emulator = Emulator::builder()
        .answer::<ListNothing>(|call| {
            assert!(call.nonce() == Some("calm"), "on purpose");
            Answer::json(json!({}))
        })
        .start()
        .await
        .unwrap();
    let client = client_of(&emulator).build().unwrap();
    assert!(client.send(&ListNothing {}).await.is_err());
    assert!(client.send(&ListNothing {}).await.is_err());
    assert_eq!(emulator.received().len(), 2);
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
    // The port is free as soon as the emulator is gone.
    super::builder().port(port).start_blocking().unwrap();
}

//! Replies with a success status whose body does not fit the operation's type. Some contain secrets of a ticket, which
//! no error may show.

use ice_tests::operations::THING;
use ice_tests::peer::{Wire, reply};

use super::table::{Fault, check};

fn faults() -> Vec<Fault> {
    let ok = |name, body: &str| Fault::replying(name, reply("200 OK", &["x-acs-request-id: R-1"], body));
    let deep = format!("{{\"RequestId\":{}", "[".repeat(200_000));
    vec![
        ok("JSON cut short", r#"{"RequestId":"4C467B38","Note":"plantedTicketContents","Si"#),
        ok("empty", ""),
        Fault::replying("status 204", "HTTP/1.1 204 No Content\r\nx-acs-request-id: R-1\r\n\r\n"),
        ok("HTML under 200", "<html><body>plantedTicketContents</body></html>"),
        ok("byte order mark", &format!("\u{feff}{THING}")),
        Fault::replying(
            "bytes that are not UTF-8",
            reply("200 OK", &[], b"{\"RequestId\":\"plantedTicketContents\xff\xfe\",\"Size\":7}"),
        ),
        ok("top-level `null`", "null"),
        ok("top-level list", "[1]"),
        ok("top-level string", "\"plantedTicketContents\""),
        ok("a number for a string", r#"{"RequestId":12,"Size":7}"#),
        ok("a string for a number", r#"{"RequestId":"A","Size":"7"}"#),
        ok("a word for a number", r#"{"RequestId":"A","Size":"plantedTicketContents"}"#),
        ok("`null` for an optional member", r#"{"RequestId":"A","Size":7,"Note":null}"#),
        ok("`null` for a required member", r#"{"RequestId":"A","Note":"plantedTicketContents","Size":null}"#),
        ok("a required member missing", r#"{"RequestId":"A","Note":"plantedTicketContents"}"#),
        ok("unknown members", r#"{"RequestId":"A","Size":7,"New":[{"Deep":{}}]}"#),
        ok("a member twice", r#"{"RequestId":"A","Size":7,"Size":8}"#),
        ok("200,000 levels deep", &deep),
        ok("`1e999999` for a number", r#"{"RequestId":"A","Size":1e999999}"#),
        ok("a lone surrogate", r#"{"RequestId":"A","Size":7,"Note":"plantedTicketContents\ud800"}"#),
        ok("no request id", r#"{"Size":7}"#),
        ok("an error under 200", r#"{"Code":"MediaNotFound","Message":"gone","RequestId":"A"}"#),
        ok("`\"Success\": false` under 200", r#"{"Success":false,"RequestId":"A","Size":7}"#),
        ok("`\"Success\": \"false\"` under 200", r#"{"Success":"false","RequestId":"A","Size":7}"#),
        ok("`\"Code\": \"200\"`, which is not an error", r#"{"Code":"200","Message":"ok","RequestId":"A","Size":7}"#),
        ok("a transient error under 200", r#"{"Code":"SystemBusy","Message":"later","RequestId":"A"}"#),
        ok("throttled under 200", r#"{"Code":"Throttling.User","Message":"later","RequestId":"A"}"#),
        ok("lower-case members of an error", r#"{"code":"MediaNotFound","message":"gone","requestId":"A"}"#),
        Fault::new("an event stream under 200", |wire| endless(wire, "text/event-stream", b"data: {}\n\n")),
        Fault::new("binary data under 200", |wire| endless(wire, "application/octet-stream", &[0; 4096])),
        ok("XML under 200", "<?xml version=\"1.0\"?><Error><Code>Gone</Code></Error>"),
    ]
}

/// An endless body: the client must not wait for its end.
fn endless(wire: &mut Wire, media_type: &str, piece: &[u8]) {
    wire.request();
    wire.send(format!("HTTP/1.1 200 OK\r\nx-acs-request-id: R-1\r\ncontent-type: {media_type}\r\n\r\n"));
    while wire.send(piece) {}
}

#[tokio::test]
async fn faults_in_the_payload_match_the_table() {
    check("Payload", faults()).await;
}

//! Faults in the body of a reply.

use std::time::Duration;

use ice_runtime::Client;
use ice_tests::leaks::Run;
use ice_tests::operations::{SubmitThing, THING, TOKEN, credentials};
use ice_tests::peer::{Peer, Wire, reply};

use super::table::{Ends, Fault, Target, check};

const HEAD: &str = "HTTP/1.1 200 OK\r\nx-acs-request-id: R-1\r\n";
const BRACE: &str = "content-length: 100\r\n\r\n{\"RequestId\":";

/// Bodies that end too early, late or never.
fn cut_short() -> Vec<Fault> {
    vec![
        Fault::new("reset in the body", |wire| {
            start(wire, BRACE);
            wire.reset();
        }),
        Fault::new("short of its length", |wire| start(wire, BRACE)),
        Fault::new("stall", |wire| {
            start(wire, BRACE);
            wire.hold();
        })
        .ends(Ends::ByReadTimeout),
        Fault::new("a byte every 50 ms for ever", |wire| {
            start(wire, "content-length: 1000000\r\n\r\n");
            wire.dribble(std::iter::repeat(b' '), Duration::from_millis(50));
        })
        .ends(Ends::ByAttemptTimeout),
        Fault::at("300 MB announced", || limited(|wire| start(wire, "content-length: 300000000\r\n\r\n{"))),
        Fault::at("300 MB without a length", || {
            limited(|wire| {
                start(wire, "connection: close\r\n\r\n");
                (0..300).all(|_| wire.send(vec![b' '; 1_000_000]));
            })
        }),
        Fault::at("endless chunks", || {
            limited(|wire| {
                start(wire, "transfer-encoding: chunked\r\n\r\n");
                while wire.send(format!("1000\r\n{}\r\n", " ".repeat(0x1000))) {}
            })
        }),
    ]
}

/// Complete but malformed bodies.
fn malformed() -> Vec<Fault> {
    let chunked = |body: &str| format!("{HEAD}transfer-encoding: chunked\r\n\r\n{body}");
    vec![
        Fault::replying(
            "compressed though not asked for",
            reply("200 OK", &["content-encoding: gzip"], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
        ),
        Fault::replying("a chunk size that is not a number", chunked("xyz\r\n{}\r\n0\r\n\r\n")),
        Fault::replying("a chunk size beyond 64 bits", chunked("fffffffffffffffff\r\n{}\r\n0\r\n\r\n")),
        Fault::new("chunks without an end", |wire| start(wire, "transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n")),
        Fault::new("no length, ended by the close", |wire| {
            start(wire, &format!("connection: close\r\n\r\n{THING}"));
        }),
        Fault::replying("bytes after the JSON", reply("200 OK", &[], format!("{THING} and more"))),
        Fault::new("bytes after the reply", |wire| {
            wire.request();
            let mut bytes = reply("200 OK", &[], THING);
            bytes.extend_from_slice(b"HTTP/1.1 500 Another\r\n\r\n");
            wire.send(bytes);
            wire.hold();
        }),
    ]
}

fn of_errors() -> Vec<Fault> {
    vec![
        Fault::new("an error's body reset", |wire| {
            wire.request();
            wire.send("HTTP/1.1 400 Bad Request\r\ncontent-length: 100\r\n\r\n{\"Code\":\"MissingParameter\",\"RequestId\":\"R-1\",");
            wire.reset();
        }),
        Fault::new("an error's body stalls", |wire| {
            wire.request();
            wire.send("HTTP/1.1 400 Bad Request\r\ncontent-length: 100\r\n\r\n{\"Code\":\"MissingParameter\",\"RequestId\":\"R-1\",");
            wire.hold();
        })
        .ends(Ends::ByReadTimeout),
    ]
}

fn start(wire: &mut Wire, rest: &str) {
    wire.request();
    wire.send(format!("{HEAD}{rest}"));
}

/// With a smaller limit to keep the test quick: the peer keeps sending until the client hangs up.
fn limited(script: impl Fn(&mut Wire) + Send + Sync + 'static) -> Target {
    let mut target = Target::new(Peer::start(script));
    target.http.reply_limit = 1024 * 1024;
    target
}

#[tokio::test]
async fn faults_in_the_body_match_the_table() {
    let faults = [cut_short(), malformed(), of_errors()];
    check("In the body", faults.into_iter().flatten().collect()).await;
}

#[tokio::test]
async fn a_token_quoted_in_the_head_is_not_shown_if_the_body_breaks_off() {
    let mut run = Run::new();
    let peer = Peer::start(|wire| {
        wire.request();
        wire.send(format!("HTTP/1.1 200 OK\r\nx-acs-request-id: R-{TOKEN}\r\ncontent-length: 100\r\n\r\n{{"));
    });
    let client = Client::builder().endpoint(peer.endpoint()).credentials(credentials()).build().unwrap();
    let error = client.send(SubmitThing::default()).await.unwrap_err();
    assert_eq!((error.status(), error.request_id()), (Some(200), Some("R-***")), "{error}");
    run.add_error(&error);
    run.check(&peer.requests());
}

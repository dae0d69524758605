//! Faults between the request and the head of its reply.

use std::time::Duration;

use ice_tests::operations::THING;
use ice_tests::peer::reply;

use super::table::{Ends, Fault, check};

fn silence() -> Vec<Fault> {
    vec![
        Fault::new("reset after the request", |wire| {
            wire.request();
            wire.reset();
        }),
        Fault::new("closed after the request", |wire| {
            wire.request();
        }),
        Fault::new("no answer", |wire| {
            wire.request();
            wire.hold();
        })
        .ends(Ends::ByReadTimeout),
        Fault::new("the head a byte at a time", |wire| {
            wire.request();
            wire.dribble(reply("200 OK", &[], THING), Duration::from_millis(20));
        })
        .ends(Ends::ByReadTimeout),
    ]
}

fn strange_heads() -> Vec<Fault> {
    vec![
        Fault::replying("no status line", "this is no HTTP\r\n\r\n"),
        Fault::replying("a status line of another protocol", "SSH-2.0-OpenSSH_9.2\r\n"),
        Fault::replying("a head of 2 MB", huge_head()),
        Fault::replying("a head of 500 lines", many_lines()),
        Fault::replying("fifty 1xx replies, then the reply", informational(50)),
        Fault::new("1xx replies for ever", |wire| {
            wire.request();
            while wire.send("HTTP/1.1 100 Continue\r\n\r\n") {}
        })
        .ends(Ends::ByReadTimeout),
        Fault::replying(
            "two lengths",
            format!("HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: {}\r\n\r\n{THING}", THING.len()),
        ),
    ]
}

fn half_closed() -> Vec<Fault> {
    vec![
        Fault::new("half-closed without an answer", |wire| {
            wire.request();
            wire.half_close();
            wire.hold();
        }),
        Fault::new("half-closed after the reply", |wire| {
            wire.request();
            wire.send(reply("200 OK", &[], THING));
            wire.half_close();
            wire.hold();
        }),
        Fault::new("a head cut short", |wire| {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\ncontent-le");
        }),
    ]
}

fn huge_head() -> String {
    format!("HTTP/1.1 200 OK\r\nx-filler: {}\r\n\r\n{{}}", "x".repeat(2_000_000))
}

fn many_lines() -> String {
    format!("HTTP/1.1 200 OK\r\n{}\r\n{{}}", "x-filler: x\r\n".repeat(500))
}

fn informational(count: usize) -> Vec<u8> {
    let mut bytes = "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n".repeat(count).into_bytes();
    bytes.extend(reply("200 OK", &[], THING));
    bytes
}

#[tokio::test]
async fn faults_before_the_head_match_the_table() {
    let faults = [silence(), strange_heads(), half_closed()];
    check("Before the head", faults.into_iter().flatten().collect()).await;
}

//! Problems that only appear with many calls or an endless reply: nonces, descriptors and memory. Each test runs in
//! separate processes.

use std::collections::HashSet;

use ice_runtime::sign::Stamp;
use ice_runtime::{ClientBuilder, Endpoint, Error, HttpSettings, TransportErrorKind};
use ice_tests::operations::{GetThing, SubmitThing, THING, Thing};
use ice_tests::peer::{Peer, reply};
use ice_tests::process;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::running::{client_of, runtime};

/// Nonces come from the operating system's random numbers, so that no two processes use the same one.
#[test]
fn forty_thousand_nonces_of_four_processes_are_all_different() {
    const NAME: &str = "faults::load::forty_thousand_nonces_of_four_processes_are_all_different";
    if process::message().is_some() {
        return print_nonces();
    }
    let children: Vec<_> = (0..4)
        .map(|_| {
            let mut command = process::child(NAME, "go", 256);
            command.stdout(std::process::Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut nonces = HashSet::new();
    for child in children {
        let printed = process::printed(&child.wait_with_output().unwrap());
        for nonce in printed.lines().filter_map(|line| line.strip_prefix("nonce ")) {
            assert!(nonce.len() == 32 && nonce.bytes().all(|byte| byte.is_ascii_hexdigit()), "{nonce}");
            assert!(nonces.insert(nonce.to_owned()), "{nonce} came twice");
        }
    }
    assert_eq!(nonces.len(), 40_000);
}

fn print_nonces() {
    let threads: Vec<_> = (0..8)
        .map(|_| {
            std::thread::spawn(|| {
                let nonces = (0..1250).map(|_| format!("nonce {}\n", Stamp::now().nonce()));
                nonces.collect::<String>()
            })
        })
        .collect();
    println!();
    for thread in threads {
        print!("{}", thread.join().unwrap());
    }
}

/// A task-based server, as there are thousands of connections.
async fn serve_many(listener: TcpListener) {
    loop {
        // Without free descriptors, waiting connections are served later.
        let Ok((mut socket, _)) = listener.accept().await else {
            tokio::task::yield_now().await;
            continue;
        };
        tokio::spawn(async move {
            let mut buffer = [0; 4096];
            while socket.read(&mut buffer).await.is_ok_and(|length| length > 0) {
                if socket.write_all(&reply("200 OK", &[], THING)).await.is_err() {
                    break;
                }
            }
        });
    }
}

async fn ten_thousand(builder: impl FnOnce(ClientBuilder) -> ClientBuilder) -> (usize, Vec<Error>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = Endpoint::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let server = tokio::spawn(serve_many(listener));
    let client = builder(client_of(endpoint)).build().unwrap();
    let mut calls = JoinSet::new();
    for _ in 0..10_000 {
        let client = client.clone();
        calls.spawn(async move { client.send(&GetThing::default()).await });
    }
    let outcomes: Vec<Result<Thing, Error>> = calls.join_all().await;
    server.abort();
    let (done, failed): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    (done.len(), failed.into_iter().filter_map(Result::err).collect())
}

/// With descriptors for a few hundred: the others fail with a clear error, and memory is bounded.
#[test]
fn ten_thousand_calls_at_once_are_answered_or_fail_with_a_clear_error() {
    const NAME: &str = "faults::load::ten_thousand_calls_at_once_are_answered_or_fail_with_a_clear_error";
    let Some(kind) = process::message() else {
        for kind in ["unlimited", "limited"] {
            let printed = process::printed(&process::child(NAME, kind, 1000).output().unwrap());
            println!("{printed}");
        }
        return;
    };
    let (done, failed) = runtime().block_on(async {
        if kind == "limited" {
            ten_thousand(|builder| builder.max_in_flight(100)).await
        } else {
            ten_thousand(|builder| builder).await
        }
    });
    assert_eq!(done + failed.len(), 10_000);
    assert!(kind != "limited" || failed.is_empty(), "{:?}", failed.first());
    for error in &failed {
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
    }
    let peak = process::peak_memory().unwrap_or_default();
    println!("{kind}: {done} done, peak {} MiB", peak >> 20);
    assert!(peak < 512 << 20, "{peak}");
}

/// An endless reply is abandoned at the limit, and never buffered twice.
#[test]
fn memory_stays_bounded_under_an_endless_reply() {
    const NAME: &str = "faults::load::memory_stays_bounded_under_an_endless_reply";
    let Some(endpoint) = process::message() else {
        let peer = Peer::start(|wire| {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
            while wire.send(vec![b' '; 1 << 16]) {}
        });
        let printed = process::printed(&process::child(NAME, &peer.endpoint().to_string(), 256).output().unwrap());
        assert!(printed.contains("given up"), "{printed}");
        return;
    };
    let client = client_of(Endpoint::new(&endpoint).unwrap()).build().unwrap();
    let before = process::peak_memory().unwrap_or_default();
    let error = runtime().block_on(async { client.send(&SubmitThing::default()).await.unwrap_err() });
    assert!(matches!(&error, Error::Transport(failed) if failed.kind() == TransportErrorKind::TooLarge), "{error}");
    let more = process::peak_memory().unwrap_or_default() - before;
    assert!(more < 2 * HttpSettings::default().reply_limit, "{more}");
    println!("given up after {} MiB", more >> 20);
}

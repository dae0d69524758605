//! The transport API from its users' point of view: streamed bodies, and a custom transport that reports its progress.

use std::error::Error as _;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::Full;
use ice_runtime::transport::{Body, SendProgress, Transport};
use ice_runtime::{
    BoxFuture, Client, Endpoint, HttpSettings, HttpTransport, MayHaveExecuted, TransportError, TransportErrorKind,
};
use ice_tests::operations::{SubmitThing, credentials};
use ice_tests::peer::{Peer, reply};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _, duplex};

fn transport(read_timeout: Duration) -> HttpTransport {
    let mut http = HttpSettings::default();
    http.read_timeout = read_timeout;
    HttpTransport::new(&http).unwrap()
}

fn put(peer: &Peer, body: Body) -> Request<Body> {
    Request::put(format!("{}/object", peer.endpoint())).body(body).unwrap()
}

fn kind(sent: &Result<Response<Bytes>, TransportError>) -> TransportErrorKind {
    sent.as_ref().unwrap_err().kind()
}

#[tokio::test]
async fn a_file_is_streamed_and_opened_again_for_each_attempt() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let content = "0123456789".repeat(40_000);
    file.write_all(content.as_bytes()).unwrap();
    let (path, opened) = (file.path().to_owned(), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&opened);
    let body = Body::reader(content.len() as u64, move || {
        count.fetch_add(1, Ordering::SeqCst);
        tokio::fs::File::open(path.clone())
    });
    let peer = Peer::replying(reply("200 OK", &[], ""));
    for attempts in 1..=2 {
        let mut request = put(&peer, body.clone());
        let progress = SendProgress::default();
        request.extensions_mut().insert(progress.clone());
        transport(Duration::from_secs(10)).send(request).await.unwrap();
        assert_eq!(progress.bytes_sent(), 400_000);
        assert!(progress.is_connected());
        assert_eq!(opened.load(Ordering::SeqCst), attempts);
    }
    for request in peer.requests() {
        assert!(request.to_ascii_lowercase().contains("content-length: 400000\r\n"), "{}", &request[..200]);
        assert!(request.ends_with(&content));
    }
}

#[tokio::test]
async fn any_http_body_can_be_sent() {
    let peer = Peer::replying(reply("200 OK", &[], ""));
    let body = Body::reopenable(5, || Full::new(Bytes::from_static(b"hello")));
    assert_eq!((body.len(), body.as_bytes()), (5, None));
    transport(Duration::from_secs(10)).send(put(&peer, body)).await.unwrap();
    assert!(peer.requests()[0].ends_with("\r\n\r\nhello"));
}

#[tokio::test]
async fn a_stream_of_another_length_than_announced_is_an_error() {
    for (length, expected) in [(6, "it ended after 5 of the 6 bytes"), (4, "it goes on after the 4 bytes")] {
        let peer = Peer::start(|wire| {
            wire.request();
        });
        let sent = transport(Duration::from_secs(10))
            .send(put(&peer, Body::reader(length, || async { Ok(&b"hello"[..]) })))
            .await;
        assert_eq!(kind(&sent), TransportErrorKind::Other);
        let text = causes(&sent.unwrap_err());
        assert!(text.contains("the body of the request could not be read") && text.contains(expected), "{text}");
        assert!(!text.contains("127.0.0.1"), "{text}");
    }
}

#[tokio::test]
async fn a_stream_that_cannot_be_opened_is_an_error_that_says_why() {
    let peer = Peer::replying(reply("200 OK", &[], ""));
    let missing = || async { Err::<tokio::fs::File, _>(io::Error::other("it was moved away")) };
    let sent = transport(Duration::from_secs(10)).send(put(&peer, Body::reader(5, missing))).await;
    assert!(causes(&sent.unwrap_err()).contains("it was moved away"));
}

/// The text of an error's causes.
fn causes(error: &TransportError) -> String {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// A reader that yields a byte every 60 ms, and after them nothing, without ending.
fn slow(bytes: usize) -> impl AsyncRead + Send + 'static {
    let (reader, mut writer) = duplex(64);
    tokio::spawn(async move {
        for _ in 0..bytes {
            tokio::time::sleep(Duration::from_millis(60)).await;
            let _ = writer.write_all(b"x").await;
        }
        std::future::pending::<()>().await;
    });
    reader
}

#[tokio::test]
async fn sending_may_take_as_long_as_it_makes_progress() {
    let peer = Peer::replying(reply("200 OK", &[], ""));
    let transport = transport(Duration::from_millis(400));
    let body = Body::reader(10, || async { Ok(slow(10).take(10)) });
    assert_eq!(transport.send(put(&peer, body)).await.unwrap().status(), 200);
    let stalls = Body::reader(10, || async { Ok(slow(2)) });
    let sent = transport.send(put(&peer, stalls)).await;
    assert_eq!(kind(&sent), TransportErrorKind::Timeout);
}

/// What a transport reports about a request that is never answered.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reports {
    Nothing,
    Connecting,
    Connected,
    Head,
}

impl Transport for Reports {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let progress = SendProgress::of(&request);
        if *self != Self::Nothing {
            progress.connecting();
        }
        if matches!(self, Self::Connected | Self::Head) {
            progress.connected();
        }
        if *self == Self::Head {
            let mut headers = HeaderMap::new();
            headers.insert("x-acs-request-id", "R-1".parse().unwrap());
            progress.head_seen(StatusCode::OK, &headers);
        }
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_transport_reports_decides_what_a_time_out_means() {
    for (reports, attempts, may_have_executed) in [
        (Reports::Nothing, 1, MayHaveExecuted::Maybe),
        (Reports::Connecting, 3, MayHaveExecuted::No),
        (Reports::Connected, 1, MayHaveExecuted::Maybe),
        (Reports::Head, 1, MayHaveExecuted::Maybe),
    ] {
        let client = Client::builder()
            .endpoint(Endpoint::new("ice.cn-shanghai.aliyuncs.com").unwrap())
            .credentials(credentials())
            .transport(reports)
            .attempt_timeout(Duration::from_secs(1))
            .build()
            .unwrap();
        let error = client.send(&SubmitThing::default()).await.unwrap_err();
        assert_eq!((error.attempts(), error.may_have_executed()), (attempts, may_have_executed), "{reports:?}");
        let seen = (error.status(), error.request_id());
        assert_eq!(seen, if reports == Reports::Head { (Some(200), Some("R-1")) } else { (None, None) });
    }
}

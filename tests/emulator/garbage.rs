//! Bytes that are not a request, or only half of one.

use ice_runtime::sign::Scheme;

use super::raw::exchange;
use super::{ListNothing, signed, start};

#[tokio::test]
async fn garbage_is_answered_or_dropped_but_never_stops_the_emulator() {
    let emulator = start().await;
    let valid = signed(&emulator, Scheme::Acs3HmacSha256, &ListNothing {});
    for bytes in [
        b"".to_vec(),
        b"\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc".to_vec(),
        vec![0xff; 100_000],
        b"GET / HTTP/1.1\r\n\r\n".to_vec(),
        b"GET /?%zz=%ff HTTP/1.1\r\nhost: x\r\n\r\n".to_vec(),
        b"GET /?Action=%ff&a=%4 HTTP/1.1\r\nhost: x\r\n\r\n".to_vec(),
        b"GET http://other.example/?Action=X HTTP/1.1\r\nhost: \xff\r\n\r\n".to_vec(),
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc".to_vec(),
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999999999999\r\n\r\n".to_vec(),
        b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n".to_vec(),
        b"PUT / HTTP/1.1\r\nhost: x\r\nauthorization: OSS4-HMAC-SHA256 Credential=////,Signature=\r\n\r\n".to_vec(),
        b"PUT /%ff/%zz HTTP/1.1\r\nhost: x\r\n\r\n".to_vec(),
        b"OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n".to_vec(),
        b"POST / HTTP/1.1\r\nhost: x\r\nauthorization: ACS3-HMAC-SHA256 Credential=,SignedHeaders=,Signature=\r\n\r\n"
            .to_vec(),
    ] {
        let reply = exchange(&emulator, &bytes);
        assert!(!reply.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&bytes));
    }
    assert_eq!(valid.send(&emulator).status, 200);
}

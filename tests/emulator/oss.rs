//! Requests for Object Storage Service, signed by an independent library.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use ice_runtime::Credentials;
use ice_runtime::emulator::{Emulator, EmulatorBuilder};
use ice_runtime::sign::oss;
use reqsign_aliyun_oss::{Credential, RequestSigner, SigningVersion};
use reqsign_core::{Context, SignRequest};

use super::raw::{Reply, Request};

pub(super) const REGION: &str = "cn-shanghai";
/// A key with awkward characters, raw and as encoded in URLs.
pub(super) const KEY: &str = "stream/a b/中+1.mp4";
pub(super) const PATH: &str = "/media/stream/a%20b/%E4%B8%AD%2B1.mp4";

/// Who signs, and for which bucket.
#[derive(Clone)]
pub(super) struct Caller {
    pub(super) keys: Credentials,
    pub(super) region: String,
    /// How long a signed URL is valid; if `None`, the signature is in a header.
    pub(super) expires_in: Option<Duration>,
}

impl Caller {
    pub(super) fn new(keys: Credentials) -> Self {
        Self { keys, region: REGION.to_owned(), expires_in: None }
    }

    /// The credentials of the emulator's own account.
    pub(super) fn of(emulator: &Emulator) -> Self {
        Self::new(emulator.credentials())
    }

    /// A signed request for `target`, a path in the bucket `media` with an optional query string.
    pub(super) async fn sign(&self, emulator: &Emulator, method: &str, target: &str, body: &str) -> Request {
        let credential = Credential {
            access_key_id: self.keys.access_key_id().to_owned(),
            access_key_secret: self.keys.access_key_secret().to_owned(),
            security_token: self.keys.security_token().map(str::to_owned),
            expires_in: None,
        };
        let url = format!("{}{target}", emulator.endpoint());
        let host = url.split('/').nth(2).unwrap();
        let request = http::Request::builder().method(method).uri(&url).header("host", host);
        let (mut head, ()) = request.header("content-type", "video/mp4").body(()).unwrap().into_parts();
        RequestSigner::new("media")
            .with_signing_version(SigningVersion::V4)
            .with_region(&self.region)
            .sign_request(&Context::new(), &mut head, Some(&credential), self.expires_in)
            .await
            .unwrap();
        Request::from(http::Request::from_parts(head, Bytes::from(body.to_owned())))
    }

    pub(super) async fn send(&self, emulator: &Emulator, method: &str, target: &str, body: &str) -> Reply {
        self.sign(emulator, method, target, body).await.send(emulator)
    }

    /// Initiates a multipart upload of the object.
    pub(super) async fn begin(&self, emulator: &Emulator) -> String {
        let reply = self.send(emulator, "POST", &format!("{PATH}?uploads"), "").await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.element("UploadId").to_owned()
    }

    pub(super) async fn put_part(&self, emulator: &Emulator, upload: &str, number: u32, body: &str) -> Reply {
        self.send(emulator, "PUT", &format!("{PATH}?partNumber={number}&uploadId={upload}"), body).await
    }

    pub(super) async fn complete(&self, emulator: &Emulator, upload: &str, parts: &[(u32, String)]) -> Reply {
        self.send(emulator, "POST", &format!("{PATH}?uploadId={upload}"), &list(parts)).await
    }
}

/// The list that completes an upload.
pub(super) fn list(parts: &[(u32, String)]) -> String {
    let part =
        |(number, tag): &(u32, String)| format!("<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>");
    let parts: String = parts.iter().map(part).collect();
    format!("<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>")
}

impl Reply {
    /// The first element with this name in the storage's XML.
    pub(super) fn element(&self, name: &str) -> &str {
        let (_, rest) =
            self.body.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("no {name}: {}", self.body));
        rest.split_once(&format!("</{name}>")).unwrap().0
    }

    /// Every element with this name.
    pub(super) fn elements(&self, name: &str) -> Vec<&str> {
        let pieces = self.body.split(&format!("<{name}>")).skip(1).collect::<Vec<_>>();
        pieces.into_iter().map(|piece| piece.split_once(&format!("</{name}>")).unwrap().0).collect()
    }

    /// Status and code of the storage's error.
    pub(super) fn refusal(&self) -> (u16, &str) {
        (self.status, self.element("Code"))
    }

    /// A header's value.
    pub(super) fn header(&self, name: &str) -> &str {
        let line = self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_else(|| panic!("no {name}: {}", self.head))
    }

    /// The tag, which the storage writes in capitals.
    pub(super) fn tag(&self) -> String {
        self.header("etag").to_uppercase()
    }
}

/// An emulator that accepts uploads by its own account.
pub(super) async fn start(set: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder) -> Emulator {
    set(Emulator::builder()).start().await.unwrap()
}

/// A request for `KEY` with additional headers, signed by this project's signer with the account's credentials.
pub(super) fn oss_signed(emulator: &Emulator, mut request: http::Request<()>, body: &'static [u8]) -> Request {
    let signer = oss::Signer::new(emulator.credentials(), REGION);
    signer.sign(&mut request, &oss::Resource::object("media", KEY), SystemTime::now()).unwrap();
    Request::from(request.map(|()| Bytes::from_static(body)))
}

//! The recorded requests and replies of `vectors/`, and the constants that they share.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{Request, Response};
use ice_runtime::emulator::{Answer, EmulatorBuilder};
use ice_runtime::sign::{Scheme, Signer, Stamp};
use ice_runtime::{Credentials, Endpoint, Error, Metadata, Operation, read_reply};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The security token of the cases that have one.
pub const TOKEN: &str = "CAISqQJ1q6Ft5B2y/fSjIr5DeH9Lh+example*Token~with+every/char==";
/// The secret of all cases.
pub const SECRET: &str = "testsecret";

/// Signs an operation that is built from its values by their names on the wire.
type Sign = fn(&Value, &Signer, &Endpoint) -> Result<Request<Bytes>, Error>;

/// A declared operation, without its type.
#[derive(Debug, Clone, Copy)]
pub struct Declared {
    /// Its facts.
    pub metadata: Metadata,
    /// Builds the operation from values and signs it with [`stamp`].
    pub sign: Sign,
    /// Reads a reply into the operation's response, and serializes that again.
    pub read: fn(Response<Bytes>) -> Result<Value, Error>,
    /// Registers the operation with an emulator.
    pub register: fn(EmulatorBuilder) -> EmulatorBuilder,
}

impl Declared {
    /// The operation `O`.
    #[must_use]
    pub const fn of<O>() -> Self
    where
        O: Operation<Response: Serialize> + DeserializeOwned,
    {
        Self {
            metadata: O::METADATA,
            sign: |values, signer, endpoint| {
                let operation: O = serde_json::from_str(&values.to_string()).map_err(|error| invalid(&error))?;
                signer.sign(&operation, endpoint, &stamp())
            },
            read: |reply| {
                let response = read_reply::<O>(reply)?;
                serde_json::to_value(response).map_err(|error| invalid(&error))
            },
            register: |emulator| emulator.answer::<O>(|_| Answer::bytes(200, "{}")),
        }
    }
}

fn invalid(error: &serde_json::Error) -> Error {
    ice_runtime::ConfigError::new("values", error).into()
}

/// One line of `requests.jsonl`.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "described in vectors/README.md")]
pub struct RecordedRequest {
    pub product: String,
    pub action: String,
    pub sample: String,
    pub values: Value,
    pub endpoint: String,
    pub query: Vec<(String, String)>,
    pub body: Vec<(String, String)>,
    pub hmac_sha1_signature: Option<String>,
    pub hmac_sha1_signature_with_token: Option<String>,
    pub acs3_signature: Option<String>,
    pub acs3_signature_with_token: Option<String>,
}

/// One line of `responses.jsonl`.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "described in vectors/README.md")]
pub struct RecordedResponse {
    pub product: String,
    pub action: String,
    pub variant: String,
    pub body: Value,
}

/// One line of `errors.jsonl`.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "described in vectors/README.md")]
pub struct RecordedError {
    pub case: String,
    pub reply: RecordedReply,
}

/// An HTTP reply.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "described in vectors/README.md")]
pub struct RecordedReply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// The requests of `requests.jsonl`.
#[must_use]
pub fn requests() -> Vec<RecordedRequest> {
    lines(include_str!("../vectors/requests.jsonl"))
}

/// The replies of `responses.jsonl`.
#[must_use]
pub fn responses() -> Vec<RecordedResponse> {
    lines(include_str!("../vectors/responses.jsonl"))
}

/// The replies of `errors.jsonl`.
#[must_use]
pub fn errors() -> Vec<RecordedError> {
    lines(include_str!("../vectors/errors.jsonl"))
}

/// The documented operations of `operations.jsonl`.
#[must_use]
pub fn operations() -> Vec<Value> {
    lines(include_str!("../vectors/operations.jsonl"))
}

fn lines<T: DeserializeOwned>(text: &str) -> Vec<T> {
    let line = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    text.lines().map(line).collect()
}

/// The time and nonce of all cases.
#[must_use]
pub fn stamp() -> Stamp {
    Stamp::new(moment(), "0f1e2d3c4b5a69788796a5b4c3d2e1f0")
}

/// 2026-01-02T03:04:05Z.
#[must_use]
pub fn moment() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_767_323_045)
}

/// The credentials of all cases, with or without the security token.
#[must_use]
pub fn credentials(with_token: bool) -> Credentials {
    let keys = Credentials::new("testid", SECRET).unwrap();
    if with_token { keys.with_security_token(TOKEN).unwrap() } else { keys }
}

/// A signer with the credentials of all cases.
#[must_use]
pub fn signer(scheme: Scheme, with_token: bool) -> Signer {
    Signer::new(credentials(with_token)).with_scheme(scheme)
}

/// The endpoint of most cases.
#[must_use]
pub fn endpoint() -> Endpoint {
    Endpoint::new("ice.cn-shanghai.aliyuncs.com").unwrap()
}

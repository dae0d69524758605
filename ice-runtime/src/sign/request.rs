//! Requests: in come an operation's parameters and what signs them, out goes a finished `http::Request`.

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use http::uri::{PathAndQuery, Uri};

use super::{Stamp, acs3, hmac_sha1, time};
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::error::{ConfigError, Error};
use crate::operation::{Metadata, Method, Operation};
use crate::params::{CommonParam, PATH_PREFIX, ParamError, ParamWriter, percent};

/// The longest URL that is sent, in bytes. Longer ones are refused by what stands in front of the service.
const URL_LIMIT: usize = 60_000;

pub(crate) const FORM_CONTENT_TYPE: &str = "application/x-www-form-urlencoded";
const USER_AGENT_VALUE: &str = concat!("ice-runtime/", env!("CARGO_PKG_VERSION"));

/// What signing needs of an operation, without its type: the code behind it is compiled once.
pub(crate) trait EncodeOperation {
    fn metadata(&self) -> &'static Metadata;
    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError>;
}

impl<O: Operation> EncodeOperation for O {
    fn metadata(&self) -> &'static Metadata {
        const { &O::METADATA }
    }

    fn write_params(&self, params: &mut ParamWriter<'_>) -> Result<(), ParamError> {
        Operation::write_params(self, params)
    }
}

/// A request with RPC's common parameters: signed with signature version 1.0, or without credentials not at all.
pub(super) fn rpc(
    operation: &dyn EncodeOperation,
    credentials: Option<&Credentials>,
    endpoint: &Endpoint,
    stamp: &Stamp,
) -> Result<http::Request<Bytes>, Error> {
    let metadata = operation.metadata();
    let timestamp = timestamp(stamp)?;
    let common = common_params(metadata, credentials, &timestamp, stamp.checked_nonce()?);
    let mut writer = ParamWriter::new(&common, stamp.idempotency_token());
    operation.write_params(&mut writer)?;
    let params = writer.finish()?;
    let signature = credentials.map(|credentials| {
        let mac = credentials.signing_keys().sha1();
        hmac_sha1::signature(mac, metadata.method.as_str(), params.merged())
    });
    let (mut query, form) = params.into_query_and_form();
    if let Some(signature) = signature {
        query.extend_from_slice(b"&Signature=");
        percent::encode(signature.as_bytes(), &mut query);
    }
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(HOST, endpoint.host_header.clone());
    add_unsigned_headers(&mut headers);
    if metadata.has_form_body() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(FORM_CONTENT_TYPE));
    }
    assemble(metadata, endpoint, query, headers, form)
}

/// Every name that the RPC schemes use in the query string, sorted, and its value where this request sends one.
fn common_params<'a>(
    metadata: &'a Metadata,
    credentials: Option<&'a Credentials>,
    timestamp: &'a str,
    nonce: &'a str,
) -> [CommonParam<'a>; 12] {
    let when_signed = |value: &'a str| credentials.map(|_| value);
    [
        ("AccessKeyId", credentials.map(Credentials::access_key_id)),
        ("Action", Some(metadata.action)),
        ("BearerToken", None),
        ("Format", Some("json")),
        ("SecurityToken", credentials.and_then(Credentials::security_token)),
        ("Signature", None),
        ("SignatureMethod", when_signed("HMAC-SHA1")),
        ("SignatureNonce", Some(nonce)),
        ("SignatureType", None),
        ("SignatureVersion", when_signed("1.0")),
        ("Timestamp", Some(timestamp)),
        ("Version", Some(metadata.version)),
    ]
    .map(|(name, value)| CommonParam { name, value })
}

/// A request signed with ACS3-HMAC-SHA256.
pub(super) fn acs3(
    operation: &dyn EncodeOperation,
    credentials: &Credentials,
    endpoint: &Endpoint,
    stamp: &Stamp,
) -> Result<http::Request<Bytes>, Error> {
    let metadata = operation.metadata();
    let mut writer = ParamWriter::new(&[], stamp.idempotency_token());
    operation.write_params(&mut writer)?;
    let (query, form) = writer.finish()?.into_query_and_form();

    let date = timestamp(stamp)?;
    let body_hash = acs3::content_sha256(&form);
    let mut signed = Vec::with_capacity(9);
    if metadata.has_form_body() {
        signed.push((CONTENT_TYPE.as_str(), FORM_CONTENT_TYPE));
    }
    signed.push((HOST.as_str(), endpoint.host_header.to_str().unwrap_or_default()));
    let token = credentials.security_token();
    signed.extend(token.map(|_| (acs3::ACCESS_KEY_ID, credentials.access_key_id())));
    signed.push((acs3::ACTION, metadata.action));
    signed.push((acs3::CONTENT_SHA256, &body_hash));
    signed.push((acs3::DATE, &date));
    signed.extend(token.map(|token| (acs3::SECURITY_TOKEN, token)));
    signed.push((acs3::NONCE, stamp.checked_nonce()?));
    signed.push((acs3::VERSION, metadata.version));

    let canonical_query = query.get(PATH_PREFIX.len()..).unwrap_or_default();
    let canonical_query = std::str::from_utf8(canonical_query).map_err(|_| unwritable("URL"))?;
    let canonical = acs3::canonical_request(metadata.method.as_str(), canonical_query, &signed, &body_hash);
    let signature = super::hex(
        &credentials
            .signing_keys()
            .sha256(acs3::string_to_sign(&canonical).as_bytes()),
    );
    let authorization = authorization(credentials.access_key_id(), &signed, &signature);
    let headers = acs3_headers(&signed, authorization)?;
    assemble(metadata, endpoint, query, headers, form)
}

fn acs3_headers(signed: &[(&'static str, &str)], authorization: String) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::with_capacity(16);
    for &(name, value) in signed {
        headers.insert(HeaderName::from_static(name), header_value(name, value)?);
    }
    if let Some(token) = headers.get_mut(acs3::SECURITY_TOKEN) {
        token.set_sensitive(true);
    }
    headers.insert(AUTHORIZATION, sensitive(authorization)?);
    add_unsigned_headers(&mut headers);
    Ok(headers)
}

fn authorization(access_key_id: &str, signed: &[(&str, &str)], signature: &str) -> String {
    let mut text = String::with_capacity(320);
    for part in [acs3::ALGORITHM, " Credential=", access_key_id, ",SignedHeaders="] {
        text.push_str(part);
    }
    acs3::push_names(&mut text, signed);
    text.push_str(",Signature=");
    text.push_str(signature);
    text
}

fn add_unsigned_headers(headers: &mut HeaderMap) {
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(USER_AGENT, HeaderValue::from_static(USER_AGENT_VALUE));
}

/// Puts the request together. `query` starts with [`PATH_PREFIX`].
fn assemble(
    metadata: &Metadata,
    endpoint: &Endpoint,
    mut query: Vec<u8>,
    headers: HeaderMap,
    form: Vec<u8>,
) -> Result<http::Request<Bytes>, Error> {
    if query.len() == PATH_PREFIX.len() {
        query.truncate(1);
    }
    check_length(endpoint, &query)?;
    let mut parts = http::uri::Parts::default();
    parts.scheme = Some(endpoint.scheme.clone());
    parts.authority = Some(endpoint.authority.clone());
    parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(query)).map_err(|_| unwritable("URL"))?);
    let mut request = http::Request::new(Bytes::from(form));
    *request.method_mut() = match metadata.method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
    };
    *request.uri_mut() = Uri::from_parts(parts).map_err(|_| unwritable("URL"))?;
    *request.headers_mut() = headers;
    Ok(request)
}

fn check_length(endpoint: &Endpoint, path_and_query: &[u8]) -> Result<(), Error> {
    let length = "https://".len() + endpoint.authority.as_str().len() + path_and_query.len();
    if length <= URL_LIMIT {
        return Ok(());
    }
    let problem = format_args!(
        "it would have {length} bytes, and {URL_LIMIT} are the limit: send long parameters in the body, with `#[ice(body)]`"
    );
    Err(ConfigError::new("URL", problem).into())
}

fn timestamp(stamp: &Stamp) -> Result<String, ConfigError> {
    time::format(stamp.time).ok_or_else(|| {
        ConfigError::new(
            "time",
            "it is outside the years 0 to 9999: check the clock of this machine",
        )
    })
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, ConfigError> {
    HeaderValue::from_str(value).map_err(|_| ConfigError::new(name, "it does not fit into a header: use visible ASCII"))
}

fn sensitive(value: String) -> Result<HeaderValue, ConfigError> {
    let mut value = HeaderValue::try_from(value).map_err(|_| unwritable("authorization"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn unwritable(what: &str) -> ConfigError {
    ConfigError::new(what, "it holds characters that cannot be sent")
}

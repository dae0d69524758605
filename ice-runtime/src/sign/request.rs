//! An operation's parameters, signed and turned into a finished `http::Request`.

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderMap, HeaderValue, USER_AGENT};
use http::uri::{PathAndQuery, Uri};
use sha2::{Digest as _, Sha256};

use super::acs3::{self, CanonicalRequest, SignedHeader};
use super::hex::{hex, push_hex};
use super::hmac_sha1;
use super::signed::{CanonicalForms, Signed};
use super::stamp::Stamp;
use crate::endpoint::Endpoint;
use crate::error::{ConfigError, Error};
use crate::facts::{Facts, Method};
use crate::keys::Credentials;
use crate::operation::AnyOperation;
use crate::params::{CanonicalParams, CommonName, CommonParam, CommonValue, PATH_PREFIX, ParamWriter};
use crate::percent;
use crate::time::Timestamp;

/// The longest URL that is sent, in bytes. Gateways in front of the service refuse longer ones.
const URL_LIMIT: usize = 60_000;

pub(crate) const FORM_CONTENT_TYPE: &str = "application/x-www-form-urlencoded";
const USER_AGENT_VALUE: &str = concat!("ice-runtime/", env!("CARGO_PKG_VERSION"));

/// Builds a request signed with RPC signature 1.0, or unsigned without credentials.
pub(super) fn rpc(
    operation: &dyn AnyOperation,
    facts: &Facts<'_>,
    credentials: Option<&Credentials>,
    endpoint: &Endpoint,
    stamp: &Stamp,
) -> Result<Signed, Error> {
    let (params, signature) = rpc_params(operation, facts, credentials, endpoint.region(), stamp)?;
    let CanonicalParams { query, form, string_to_sign, idempotency_token } = params;
    let path_and_query = path_and_query(endpoint, query)?;
    let mut headers = HeaderMap::with_capacity(6);
    headers.insert(HOST, endpoint.host_header.clone());
    add_unsigned_headers(&mut headers);
    // A hand-written operation may write parameters that its facts do not name.
    if facts.has_form_body || !form.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(FORM_CONTENT_TYPE));
    }
    let request = assemble(facts.method, endpoint, path_and_query, headers, form.into())?;
    let forms = CanonicalForms::HmacSha1 { string_to_sign, signature };
    Ok(Signed { request, forms, idempotency_token })
}

/// Returns the parameters, ending with the signature. Not inlined: a benchmark counts its instructions.
#[inline(never)]
fn rpc_params(
    operation: &dyn AnyOperation,
    facts: &Facts<'_>,
    credentials: Option<&Credentials>,
    region: Option<&str>,
    stamp: &Stamp,
) -> Result<(CanonicalParams, Option<[u8; hmac_sha1::LENGTH]>), Error> {
    let timestamp = timestamp(stamp)?;
    let nonce = stamp.checked_nonce()?;
    let nonce = if stamp.is_nonce_plain() { CommonValue::Plain(nonce) } else { CommonValue::Text(nonce) };
    let common = common_params(facts, credentials, &timestamp, nonce);
    let mut writer = ParamWriter::new(&common, Some(facts.method.as_str()), stamp.idempotency_token(), region);
    operation.write_params(&mut writer)?;
    let mut params = writer.finish()?;
    let keys = credentials.map(Credentials::signing_keys);
    let signature = keys.map(|keys| hmac_sha1::signature(keys.sha1(), &params.string_to_sign));
    if let Some(signature) = &signature {
        params.query.extend_from_slice(b"&Signature=");
        percent::encode(signature, &mut params.query);
    }
    Ok((params, signature))
}

macro_rules! name {
    ($name:literal) => {
        &CommonName { name: $name, sent: concat!("&", $name, "="), signed: concat!("%26", $name, "%3D") }
    };
    ($name:literal, $value:literal) => {
        &CommonName {
            name: $name,
            sent: concat!("&", $name, "=", $value),
            signed: concat!("%26", $name, "%3D", $value),
        }
    };
}

/// Returns every name that the RPC schemes use in the query string, sorted, with its value if this request sends one.
fn common_params<'a>(
    facts: &Facts<'a>,
    credentials: Option<&'a Credentials>,
    timestamp: &'a Timestamp,
    nonce: CommonValue<'a>,
) -> [CommonParam<'a>; 12] {
    let text = |value: Option<&'a str>| value.map_or(CommonValue::Absent, CommonValue::Text);
    let when_signed = credentials.map_or(CommonValue::Absent, |_| CommonValue::Constant);
    let name = if facts.is_plain { CommonValue::Plain } else { CommonValue::Text };
    [
        CommonParam { name: name!("AccessKeyId"), value: text(credentials.map(Credentials::access_key_id)) },
        CommonParam { name: name!("Action"), value: name(facts.action) },
        CommonParam { name: name!("BearerToken"), value: CommonValue::Absent },
        CommonParam { name: name!("Format", "json"), value: CommonValue::Constant },
        CommonParam { name: name!("SecurityToken"), value: text(credentials.and_then(Credentials::security_token)) },
        CommonParam { name: name!("Signature"), value: CommonValue::Absent },
        CommonParam { name: name!("SignatureMethod", "HMAC-SHA1"), value: when_signed },
        CommonParam { name: name!("SignatureNonce"), value: nonce },
        CommonParam { name: name!("SignatureType"), value: CommonValue::Absent },
        CommonParam { name: name!("SignatureVersion", "1.0"), value: when_signed },
        CommonParam { name: name!("Timestamp"), value: CommonValue::Timestamp(timestamp) },
        CommonParam { name: name!("Version"), value: name(facts.product.version) },
    ]
}

/// Builds a request signed with ACS3-HMAC-SHA256.
pub(super) fn acs3(
    operation: &dyn AnyOperation,
    facts: &Facts<'_>,
    credentials: &Credentials,
    endpoint: &Endpoint,
    stamp: &Stamp,
) -> Result<Signed, Error> {
    let mut writer = ParamWriter::new(&[], None, stamp.idempotency_token(), endpoint.region());
    operation.write_params(&mut writer)?;
    let CanonicalParams { query, form, idempotency_token, .. } = writer.finish()?;

    let date = timestamp(stamp)?;
    let body_hash = (!form.is_empty()).then(|| hex(&Sha256::digest(&form)));
    let body_hash = body_hash.as_ref().map_or(acs3::EMPTY_SHA256, String::as_bytes);
    let signed = signed_headers(facts, credentials, endpoint, stamp, date.as_bytes(), body_hash)?;
    let path_and_query = path_and_query(endpoint, query)?;
    let query = path_and_query.query().unwrap_or_default();
    let canonical = CanonicalRequest::new(facts.method.as_str(), query, signed, body_hash);
    let string_to_sign = acs3::string_to_sign(&canonical.text);
    let signature = credentials.signing_keys().sha256(&string_to_sign);
    let authorization = authorization(credentials.access_key_id(), canonical.signed_names(), &signature)?;

    let mut headers = HeaderMap::with_capacity(12);
    let canonical_request = canonical.into_headers(&mut headers)?;
    headers.insert(AUTHORIZATION, authorization);
    add_unsigned_headers(&mut headers);
    let body = Bytes::from(form);
    let request = assemble(facts.method, endpoint, path_and_query, headers, body.clone())?;
    let forms = CanonicalForms::Acs3 { canonical_request, string_to_sign, signature, body };
    Ok(Signed { request, forms, idempotency_token })
}

/// Returns the headers that ACS3 signs, sorted by name.
fn signed_headers<'a>(
    facts: &Facts<'a>,
    credentials: &'a Credentials,
    endpoint: &'a Endpoint,
    stamp: &'a Stamp,
    date: &'a [u8],
    body_hash: &'a [u8],
) -> Result<Vec<SignedHeader<'a>>, ConfigError> {
    let token = credentials.security_token();
    let mut signed = Vec::with_capacity(9);
    if facts.has_form_body || body_hash != acs3::EMPTY_SHA256 {
        signed.push(SignedHeader::new(CONTENT_TYPE, FORM_CONTENT_TYPE.as_bytes()));
    }
    signed.push(SignedHeader::new(HOST, endpoint.host_header.as_bytes()));
    if token.is_some() {
        signed.push(SignedHeader::secret(acs3::ACCESS_KEY_ID, credentials.access_key_id().as_bytes()));
    }
    signed.push(SignedHeader::new(acs3::ACTION, facts.action.trim_ascii().as_bytes()));
    signed.push(SignedHeader::new(acs3::CONTENT_SHA256, body_hash));
    signed.push(SignedHeader::new(acs3::DATE, date));
    signed.extend(token.map(|token| SignedHeader::secret(acs3::SECURITY_TOKEN, token.as_bytes())));
    signed.push(SignedHeader::new(acs3::NONCE, stamp.checked_nonce()?.as_bytes()));
    signed.push(SignedHeader::new(acs3::VERSION, facts.product.version.trim_ascii().as_bytes()));
    Ok(signed)
}

fn authorization(access_key_id: &str, names: &[u8], signature: &[u8]) -> Result<HeaderValue, ConfigError> {
    let (algorithm, id) = (acs3::ALGORITHM.as_bytes(), access_key_id.as_bytes());
    let parts = [algorithm, b" Credential=", id, b",SignedHeaders=", names, b",Signature="];
    // Exactly the right capacity, so that the header takes it without a copy.
    let mut text = Vec::with_capacity(parts.iter().map(|part| part.len()).sum::<usize>() + 2 * signature.len());
    for part in parts {
        text.extend_from_slice(part);
    }
    push_hex(&mut text, signature);
    let mut value = HeaderValue::from_maybe_shared(Bytes::from(text)).map_err(|_| unwritable("authorization"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn add_unsigned_headers(headers: &mut HeaderMap) {
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(USER_AGENT, HeaderValue::from_static(USER_AGENT_VALUE));
}

/// Builds the path and query of a URL; `query` starts with [`PATH_PREFIX`].
fn path_and_query(endpoint: &Endpoint, mut query: Vec<u8>) -> Result<PathAndQuery, Error> {
    if query.len() == PATH_PREFIX.len() {
        query.truncate(1);
    }
    check_length(endpoint, &query)?;
    Ok(PathAndQuery::from_maybe_shared(Bytes::from(query)).map_err(|_| unwritable("URL"))?)
}

/// Assembles the request.
fn assemble(
    method: Method,
    endpoint: &Endpoint,
    path_and_query: PathAndQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Result<http::Request<Bytes>, Error> {
    let mut parts = http::uri::Parts::default();
    parts.scheme = Some(endpoint.scheme.clone());
    parts.authority = Some(endpoint.authority.clone());
    parts.path_and_query = Some(path_and_query);
    if method == Method::Get && !body.is_empty() {
        let problem =
            "a `GET` request has no body: write the parameters with `ParamWriter::query`, or use `Method::Post`";
        return Err(ConfigError::new("method", problem).into());
    }
    let mut request = http::Request::new(body);
    *request.method_mut() = match method {
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
        "too long, {length} bytes of at most {URL_LIMIT}: send long parameters in the body, with `#[ice(body)]`"
    );
    Err(ConfigError::new("URL", problem).into())
}

fn timestamp(stamp: &Stamp) -> Result<Timestamp, ConfigError> {
    Timestamp::of(stamp.time)
        .ok_or_else(|| ConfigError::new("time", "outside the years 0 to 9999: check the clock of this machine"))
}

fn unwritable(what: &str) -> ConfigError {
    ConfigError::new(what, "contains characters that cannot be sent")
}

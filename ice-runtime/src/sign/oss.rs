//! Signature V4 of Object Storage Service (OSS): in headers, or in a URL that anyone who has it can use for a while.

use std::time::{Duration, SystemTime};

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Request, Uri};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::error::{ConfigError, Error};
use crate::keys::{Credentials, hmac_sha256};
use crate::percent;
use crate::time::Timestamp;

const ALGORITHM: &str = "OSS4-HMAC-SHA256";
const PAYLOAD: &str = "UNSIGNED-PAYLOAD";
const DATE: HeaderName = HeaderName::from_static("x-oss-date");
const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-oss-content-sha256");
const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-oss-security-token");
/// The longest lifetime of a signed URL, in seconds.
const LONGEST_LIFE: u64 = 7 * 86_400;

/// Signs requests to Object Storage Service: a pure function of credentials, region, request and time.
///
/// The signature covers the method, the object, the query string, `content-type`, `content-md5`, every `x-oss-*`
/// header and the headers of [`with_additional_headers`](Self::with_additional_headers), but not the body.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
/// use ice_runtime::Credentials;
/// use ice_runtime::sign::oss::{Resource, Signer};
///
/// let signer = Signer::new(Credentials::new("testid", "testsecret")?, "cn-shanghai");
/// let object = Resource::object("media", "a b.mp4");
/// let mut request = http::Request::put("https://media.oss-cn-shanghai.aliyuncs.com/a%20b.mp4").body(()).unwrap();
/// signer.sign(&mut request, &object, UNIX_EPOCH + Duration::from_secs(1_767_323_045))?;
/// assert_eq!(request.headers()["x-oss-date"], "20260102T030405Z");
/// # Ok::<(), ice_runtime::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Signer {
    credentials: Credentials,
    region: String,
    additional: Vec<HeaderName>,
}

/// What a request is about. The URL alone does not say: a bucket is part of the host, of the path, or of neither if it
/// is behind a custom domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Resource<'a> {
    bucket: Option<&'a str>,
    key: &'a str,
}

impl<'a> Resource<'a> {
    /// Returns the service itself, for requests such as listing buckets.
    #[must_use]
    pub fn service() -> Self {
        Self::default()
    }

    /// Returns a bucket.
    #[must_use]
    pub fn bucket(bucket: &'a str) -> Self {
        Self { bucket: Some(bucket), key: "" }
    }

    /// Returns an object, by its unencoded key.
    #[must_use]
    pub fn object(bucket: &'a str, key: &'a str) -> Self {
        Self { bucket: Some(bucket), key }
    }

    fn canonical(self) -> Vec<u8> {
        let mut path = vec![b'/'];
        if let Some(bucket) = self.bucket {
            percent::encode(bucket.as_bytes(), &mut path);
            path.push(b'/');
        }
        percent::encode_path(self.key, &mut path);
        path
    }
}

impl Signer {
    /// Creates a signer with these credentials for buckets in this region, an id like `cn-shanghai`.
    pub fn new(credentials: Credentials, region: impl Into<String>) -> Self {
        Self { credentials, region: region.into(), additional: Vec::new() }
    }

    /// Also signs these headers, if a request has them: `host`, `range`.
    #[must_use]
    pub fn with_additional_headers(mut self, names: impl IntoIterator<Item = HeaderName>) -> Self {
        self.additional = names.into_iter().filter(|name| !is_always_signed(name)).collect();
        self.additional.sort_by(|one, other| one.as_str().cmp(other.as_str()));
        self.additional.dedup();
        self
    }

    /// Adds the signature to the headers of a request, replacing any that is already there.
    ///
    /// The security token and the signature are marked sensitive. The service refuses a time that is more than 15
    /// minutes off.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] for a time outside the years 0 to 9999, or a region that is not valid in a header.
    pub fn sign<B>(&self, request: &mut Request<B>, resource: &Resource<'_>, time: SystemTime) -> Result<(), Error> {
        let scope = Scope::new(&self.region, time)?;
        let headers = request.headers_mut();
        headers.insert(DATE, header("time", &scope.date)?);
        headers.insert(CONTENT_SHA256, HeaderValue::from_static(PAYLOAD));
        headers.remove(SECURITY_TOKEN);
        if let Some(token) = self.credentials.security_token() {
            headers.insert(SECURITY_TOKEN, sensitive(header("SecurityToken", token)?));
        }
        let query = canonical_query(query_pairs(request.uri()));
        let signature = self.signature(request, resource, &query, &scope);
        let id = self.credentials.access_key_id();
        let additional = match self.additional_names(request.headers()) {
            names if names.is_empty() => names,
            names => format!(",AdditionalHeaders={names}"),
        };
        let authorization = format!("{ALGORITHM} Credential={id}/{}{additional},Signature={signature}", scope.text);
        request.headers_mut().insert(AUTHORIZATION, sensitive(header("region", &authorization)?));
        Ok(())
    }

    /// Returns the URL of a request with the signature in its query string. Anyone who has it can send the request
    /// until `lifetime` is over, so keep it secret. The signed headers of `request` have to be sent with it.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] as in [`sign`](Self::sign), or for a lifetime of less than a second or more than 7 days.
    pub fn presign<B>(
        &self,
        request: &Request<B>,
        resource: &Resource<'_>,
        time: SystemTime,
        lifetime: Duration,
    ) -> Result<Uri, Error> {
        let scope = Scope::new(&self.region, time)?;
        if !(1..=LONGEST_LIFE).contains(&lifetime.as_secs()) {
            return Err(ConfigError::new("lifetime", "a signed URL lives for 1 second to 7 days").into());
        }
        let (seconds, names) = (lifetime.as_secs().to_string(), self.additional_names(request.headers()));
        let credential = format!("{}/{}", self.credentials.access_key_id(), scope.text);
        let mut pairs = query_pairs(request.uri());
        pairs.retain(|(name, _)| !name.starts_with(b"x-oss-signature"));
        for (name, value) in [
            ("x-oss-signature-version", ALGORITHM),
            ("x-oss-credential", credential.as_str()),
            ("x-oss-date", scope.date.as_str()),
            ("x-oss-expires", seconds.as_str()),
            ("x-oss-security-token", self.credentials.security_token().unwrap_or_default()),
            ("x-oss-additional-headers", names.as_str()),
        ] {
            pairs.retain(|(other, _)| other != name.as_bytes());
            if !value.is_empty() {
                pairs.push((name.into(), value.into()));
            }
        }
        let query = canonical_query(pairs);
        let signature = self.signature(request, resource, &query, &scope);
        let target =
            [request.uri().path().as_bytes(), b"?", &query, b"&x-oss-signature=", signature.as_bytes()].concat();
        let mut parts = request.uri().clone().into_parts();
        parts.path_and_query = target.as_slice().try_into().ok();
        Uri::from_parts(parts)
            .map_err(|_| ConfigError::new("url", "it is not a valid URL with a signature added").into())
    }

    fn signature<B>(&self, request: &Request<B>, resource: &Resource<'_>, query: &[u8], scope: &Scope<'_>) -> String {
        let headers = request.headers();
        let mut canonical = Vec::with_capacity(512);
        for part in [request.method().as_str().as_bytes(), &resource.canonical(), query] {
            canonical.extend_from_slice(part);
            canonical.push(b'\n');
        }
        let mut signed: Vec<_> = headers.iter().filter(|(name, _)| self.is_signed(name)).collect();
        signed.sort_by_key(|(name, _)| name.as_str());
        for (name, value) in signed {
            for part in [name.as_str().as_bytes(), b":", value.as_bytes().trim_ascii(), b"\n"] {
                canonical.extend_from_slice(part);
            }
        }
        let end = format!("\n{}\n{PAYLOAD}", self.additional_names(headers));
        canonical.extend_from_slice(end.as_bytes());
        let hash = super::hex::hex(&Sha256::digest(&canonical));
        let string_to_sign = format!("{ALGORITHM}\n{}\n{}\n{hash}", scope.date, scope.text);
        super::hex::hex(&hmac_sha256(&*scope.key(self.credentials.access_key_secret()), string_to_sign.as_bytes()))
    }

    fn is_signed(&self, name: &HeaderName) -> bool {
        is_always_signed(name) || self.additional.contains(name)
    }

    /// Returns the additional headers that a request has, joined.
    fn additional_names(&self, headers: &HeaderMap) -> String {
        let names = self.additional.iter().filter(|name| headers.contains_key(*name)).map(HeaderName::as_str);
        names.collect::<Vec<_>>().join(";")
    }
}

fn is_always_signed(name: &HeaderName) -> bool {
    *name == CONTENT_TYPE || name == "content-md5" || name.as_str().starts_with("x-oss-")
}

/// When and where a signature is valid.
struct Scope<'a> {
    /// `20260102T030405Z`
    date: String,
    /// `20260102/cn-shanghai/oss/aliyun_v4_request`
    text: String,
    region: &'a str,
}

impl<'a> Scope<'a> {
    fn new(region: &'a str, time: SystemTime) -> Result<Self, Error> {
        let timestamp = Timestamp::of(time)
            .ok_or_else(|| ConfigError::new("time", "it is outside the years 0 to 9999: set this machine's clock"))?;
        let date: String = timestamp.as_str().chars().filter(|character| !matches!(character, '-' | ':')).collect();
        let day = date.get(..8).unwrap_or_default();
        Ok(Self { text: format!("{day}/{region}/oss/aliyun_v4_request"), region, date })
    }

    fn key(&self, secret: &str) -> Zeroizing<[u8; 32]> {
        let day = self.date.get(..8).unwrap_or_default();
        let start = Zeroizing::new(format!("aliyun_v4{secret}"));
        let day_key = Zeroizing::new(hmac_sha256(start.as_bytes(), day.as_bytes()));
        [self.region, "oss", "aliyun_v4_request"]
            .into_iter()
            .fold(day_key, |key, text| Zeroizing::new(hmac_sha256(&*key, text.as_bytes())))
    }
}

/// Returns the names and values of a query string, decoded.
fn query_pairs(uri: &Uri) -> Vec<(Vec<u8>, Vec<u8>)> {
    let pairs = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    let split = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    split.map(|(name, value)| (percent::decode(name.as_bytes()), percent::decode(value.as_bytes()))).collect()
}

/// Sorts the pairs by their encoded names; a name without a value stands alone.
fn canonical_query(pairs: Vec<(Vec<u8>, Vec<u8>)>) -> Vec<u8> {
    let encode = |text: &[u8]| {
        let mut encoded = Vec::with_capacity(text.len());
        percent::encode(text, &mut encoded);
        encoded
    };
    let mut pairs: Vec<_> = pairs.into_iter().map(|(name, value)| (encode(&name), encode(&value))).collect();
    pairs.sort();
    let pairs = pairs.into_iter().map(|(name, value)| if value.is_empty() { name } else { [name, value].join(&b'=') });
    pairs.collect::<Vec<_>>().join(&b'&')
}

fn header(setting: &str, text: &str) -> Result<HeaderValue, ConfigError> {
    HeaderValue::from_str(text)
        .map_err(|_| ConfigError::new(setting, "it does not fit into a header: use visible ASCII"))
}

fn sensitive(mut value: HeaderValue) -> HeaderValue {
    value.set_sensitive(true);
    value
}

//! The ticket of an upload, as issued by `CreateUploadStream` and similar operations: where the object goes, and the
//! credentials to send it with.

use std::fmt;
use std::time::{Duration, SystemTime};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::endpoint::Endpoint;
use crate::error::{ConfigError, Error};
use crate::keys::{Credentials, abbreviated};
use crate::percent;
use crate::time;

/// The longest key of an object, in bytes.
const KEY_LIMIT: usize = 1023;

/// Where to put the file: the decoded `UploadAddress` of `CreateUploadStream`.
///
/// ```
/// use ice_runtime::upload::UploadAddress;
///
/// let address = UploadAddress {
///     endpoint: "oss-cn-shanghai.aliyuncs.com".into(),
///     bucket: "outin-example".into(),
///     file_name: "stream/a b.mp4".into(),
/// };
/// assert_eq!(address.object_url()?, "https://outin-example.oss-cn-shanghai.aliyuncs.com/stream/a%20b.mp4");
/// assert_eq!(address.region(), Some("cn-shanghai"));
/// # Ok::<(), ice_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UploadAddress {
    /// The endpoint of Object Storage Service, with or without a scheme.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// The object's key in the bucket.
    pub file_name: String,
}

impl UploadAddress {
    /// Returns the URL of the object, for the `PUT` that uploads the file.
    ///
    /// It is `https://<bucket>.<endpoint>/<key>`, whatever scheme the endpoint has: plain HTTP is only used for this
    /// machine. An IP address and `localhost` cannot have subdomains, so there the bucket is the first part of the
    /// path.
    ///
    /// # Errors
    ///
    /// Endpoint, bucket or key cannot be used. The service does not issue such tickets.
    pub fn object_url(&self) -> Result<http::Uri, Error> {
        object_url(&self.host()?, &self.bucket, &self.file_name, false)
            .map_err(|(member, problem)| refused(member, problem))
    }

    /// Returns the region in an endpoint of the form `oss-<region>.aliyuncs.com` or
    /// `oss-<region>-internal.aliyuncs.com`.
    ///
    /// Signature V4 needs it if the ticket's credentials do not name one; see [`UploadAuth::region`].
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        let host = self.endpoint.split_once("://").map_or(self.endpoint.as_str(), |(_, host)| host);
        let host = host.trim_end_matches('/').strip_suffix(".aliyuncs.com")?;
        let region = host.strip_prefix("oss-")?;
        let region = region.strip_suffix("-internal").unwrap_or(region);
        (!region.is_empty() && !region.contains('.')).then_some(region)
    }

    /// Returns the endpoint, over HTTPS unless it is on this machine.
    pub(crate) fn host(&self) -> Result<Endpoint, Error> {
        let endpoint = self.endpoint.trim();
        let plain = endpoint
            .get(..7)
            .filter(|scheme| scheme.eq_ignore_ascii_case("http://"))
            .and_then(|scheme| endpoint.get(scheme.len()..));
        let parsed = match plain {
            Some(host) => Endpoint::new(endpoint).or_else(|_| {
                let host = host.strip_suffix('/').unwrap_or(host);
                Endpoint::new(host.strip_suffix(":80").unwrap_or(host))
            }),
            None => Endpoint::new(endpoint),
        };
        parsed.map_err(|_| refused("Endpoint", "not a host name or address"))
    }
}

/// Returns the URL of an object. The bucket is left out if it has its own domain. The error names the member that
/// cannot be used, and says why.
pub(crate) fn object_url(
    host: &Endpoint,
    bucket: &str,
    key: &str,
    is_custom_domain: bool,
) -> Result<http::Uri, (&'static str, &'static str)> {
    check_bucket(bucket)?;
    check_key(key)?;
    let mut path = Vec::with_capacity(bucket.len() + key.len() + 16);
    path.push(b'/');
    let authority = match (is_custom_domain, has_names_below(host)) {
        (false, true) => format!("{bucket}.{}", host.authority),
        (is_custom_domain, _) => {
            if !is_custom_domain {
                path.extend_from_slice(bucket.as_bytes());
                path.push(b'/');
            }
            host.authority.to_string()
        }
    };
    percent::encode_path(key, &mut path);
    let url = http::Uri::builder().scheme(host.scheme.clone()).authority(authority).path_and_query(path).build();
    url.map_err(|_| ("Endpoint", "not a valid URL together with bucket and key"))
}

/// Returns whether `<bucket>.<host>` is a valid name.
fn has_names_below(host: &Endpoint) -> bool {
    let name = host.host();
    !(name == "localhost" || name.starts_with('[') || name.parse::<std::net::IpAddr>().is_ok())
}

/// Checks that OSS accepts a bucket: 3 to 63 lower-case letters, digits and hyphens, no hyphen at either end.
fn check_bucket(bucket: &str) -> Result<(), (&'static str, &'static str)> {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_bucket = (3..=63).contains(&bucket.len())
        && bucket.bytes().all(inner)
        && !bucket.starts_with('-')
        && !bucket.ends_with('-');
    if is_bucket {
        Ok(())
    } else {
        Err(("Bucket", "not a bucket name: it has 3 to 63 lower-case letters, digits and hyphens"))
    }
}

/// HTTP clients resolve `.` and `..`, even when they are encoded: it would be a different object.
fn check_key(key: &str) -> Result<(), (&'static str, &'static str)> {
    let problem = if key.is_empty() {
        "it is empty"
    } else if key.len() > KEY_LIMIT {
        "it has more than 1023 bytes, the most that a key can have"
    } else if key.starts_with(['/', '\\']) {
        "it starts with a slash, which no key does"
    } else if key.split('/').any(|segment| matches!(segment, "." | "..")) {
        "a segment of it is `.` or `..`"
    } else {
        return Ok(());
    };
    Err(("FileName", problem))
}

fn refused(member: &str, problem: &str) -> Error {
    let problem = format_args!("{problem}: request a new ticket");
    ConfigError::new(format_args!("UploadAddress.{member}").to_string(), problem).into()
}

/// The credentials that the upload is signed with: the decoded `UploadAuth` of `CreateUploadStream`.
///
/// They are temporary and only valid for one object. `Debug` shows only the first four characters of the id; memory is
/// zeroed on drop.
#[derive(Clone)]
pub struct UploadAuth {
    access_key_id: Zeroizing<String>,
    access_key_secret: Zeroizing<String>,
    security_token: Option<Zeroizing<String>>,
    expires_at: Option<SystemTime>,
    region: Option<String>,
}

impl UploadAuth {
    /// Returns the credentials, for the signer of the upload.
    ///
    /// # Errors
    ///
    /// One of them is empty or contains anything but visible ASCII; the error names it.
    pub fn credentials(&self) -> Result<Credentials, Error> {
        let credentials = Credentials::new(self.access_key_id.as_str(), self.access_key_secret.as_str())?;
        match &self.security_token {
            Some(token) => credentials.with_security_token(token.as_str()),
            None => Ok(credentials),
        }
    }

    /// Returns when the credentials stop being accepted: `ExpireUTCTime`, or `Expiration` counted from the moment of
    /// decoding; `None` if the ticket says neither.
    ///
    /// `Expiration` alone cannot be used on a platform without a clock (`wasm32-unknown-unknown`).
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// Returns the region to sign for, such as `cn-shanghai`. The service does not document it; see
    /// [`UploadAddress::region`].
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
}

impl fmt::Debug for UploadAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadAuth")
            .field("access_key_id", &abbreviated(&self.access_key_id))
            .field("security_token", &self.security_token.is_some())
            .field("expires_at", &self.expires_at.and_then(time::format))
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

impl<'de> Deserialize<'de> for UploadAuth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Deserialized as any value: asked for an object or a string, a deserializer would quote whatever else it
        // finds.
        let Value::Object(mut members) = Value::deserialize(deserializer)? else {
            return Err(D::Error::custom("expected an object: declare this member as `Base64Json<UploadAuth>`"));
        };
        let mut secret = |name| match members.remove(name) {
            Some(Value::String(text)) => Ok(Some(Zeroizing::new(text))),
            Some(Value::Null) | None => Ok(None),
            Some(_) => Err(D::Error::custom(format_args!("`{name}`: expected a text"))),
        };
        let (access_key_id, access_key_secret) = (secret("AccessKeyId")?, secret("AccessKeySecret")?);
        let security_token = secret("SecurityToken")?.filter(|token| !token.is_empty());
        Ok(Self {
            access_key_id: access_key_id.ok_or_else(|| D::Error::missing_field("AccessKeyId"))?,
            access_key_secret: access_key_secret.ok_or_else(|| D::Error::missing_field("AccessKeySecret"))?,
            security_token,
            // Undocumented values must not make a ticket useless, so this is read leniently.
            expires_at: expires_at(members.get("ExpireUTCTime"), members.get("Expiration")),
            region: members.get("Region").and_then(region),
        })
    }
}

fn expires_at(time: Option<&Value>, seconds: Option<&Value>) -> Option<SystemTime> {
    if let Some(time) = time.and_then(Value::as_str).and_then(time::parse) {
        return Some(time);
    }
    let lifetime = match seconds? {
        Value::String(text) => text.trim().parse().ok()?,
        other => other.as_f64()?,
    };
    if lifetime.is_nan() {
        return None;
    }
    now()?.checked_add(Duration::try_from_secs_f64(lifetime.max(0.0)).ok()?)
}

/// Returns the time; `None` where asking for it would panic.
fn now() -> Option<SystemTime> {
    let has_clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    has_clock.then(SystemTime::now)
}

/// Returns the region's id; OSS prefixes it in some places.
fn region(region: &Value) -> Option<String> {
    let region = region.as_str()?.trim();
    let region = region.strip_prefix("oss-").unwrap_or(region);
    (!region.is_empty()).then(|| region.to_owned())
}

//! The ticket of an upload: in come the decoded members of a reply such as `CreateUploadStream`'s, out go the object's
//! URL and the keys to sign its upload with: a request to Object Storage Service under its V4 signature, which other
//! libraries make (`reqsign-aliyun-oss`; the example `upload_stream` shows it whole).

use std::fmt;
use std::time::{Duration, SystemTime};

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use zeroize::Zeroizing;

use crate::endpoint::Endpoint;
use crate::error::{ConfigError, Error};
use crate::keys::{Credentials, abbreviated};
use crate::percent;
use crate::time;

/// The longest key of an object, in bytes.
const KEY_LIMIT: usize = 1023;

/// Where the file is to be put: the decoded `UploadAddress` of `CreateUploadStream`.
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
    /// The URL of the object, for the `PUT` that uploads the file.
    ///
    /// It is `https://<bucket>.<endpoint>/<key>`, whatever scheme the endpoint has: plain HTTP goes to this machine
    /// only. An IP address and `localhost` have no names below them, so there the bucket is the first part of the path.
    ///
    /// # Errors
    ///
    /// The endpoint is no host, the bucket is no bucket name, or the key is none that a URL can hold. A ticket like
    /// that does not come from the service.
    pub fn object_url(&self) -> Result<http::Uri, Error> {
        check_bucket(&self.bucket)?;
        check_key(&self.file_name)?;
        let host = self.host()?;
        let mut path = Vec::with_capacity(self.bucket.len() + self.file_name.len() + 16);
        let authority = if has_names_below(&host) {
            format!("{}.{}", self.bucket, host.authority)
        } else {
            path.push(b'/');
            path.extend_from_slice(self.bucket.as_bytes());
            host.authority.to_string()
        };
        path.push(b'/');
        percent::encode_path(&self.file_name, &mut path);
        http::Uri::builder()
            .scheme(host.scheme)
            .authority(authority)
            .path_and_query(path)
            .build()
            .map_err(|_| refused("Endpoint", "it makes no URL together with bucket and key"))
    }

    /// The region in an endpoint of the form `oss-<region>.aliyuncs.com` or `oss-<region>-internal.aliyuncs.com`.
    ///
    /// Signature V4 needs it where the ticket's keys do not name one; see [`UploadAuth::region`].
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        let host = self.endpoint.split_once("://").map_or(self.endpoint.as_str(), |(_, host)| host);
        let host = host.trim_end_matches('/').strip_suffix(".aliyuncs.com")?;
        let region = host.strip_prefix("oss-")?;
        let region = region.strip_suffix("-internal").unwrap_or(region);
        (!region.is_empty() && !region.contains('.')).then_some(region)
    }

    /// The endpoint; over HTTPS unless it is on this machine.
    fn host(&self) -> Result<Endpoint, Error> {
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
        parsed.map_err(|_| refused("Endpoint", "it is no host name or address"))
    }
}

/// Whether `<bucket>.<host>` is a name.
fn has_names_below(host: &Endpoint) -> bool {
    let name = host.host();
    !(name == "localhost" || name.starts_with('[') || name.parse::<std::net::IpAddr>().is_ok())
}

/// What OSS accepts as a bucket: 3 to 63 lower-case letters, digits and hyphens, no hyphen at either end.
fn check_bucket(bucket: &str) -> Result<(), Error> {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_bucket = (3..=63).contains(&bucket.len())
        && bucket.bytes().all(inner)
        && !bucket.starts_with('-')
        && !bucket.ends_with('-');
    if is_bucket { Ok(()) } else { Err(refused("Bucket", "it is no name of a bucket")) }
}

/// HTTP clients resolve `.` and `..`, also when they are encoded: the object would be another one.
fn check_key(key: &str) -> Result<(), Error> {
    let is_key = !key.is_empty()
        && key.len() <= KEY_LIMIT
        && !key.starts_with(['/', '\\'])
        && key.split('/').all(|segment| segment != "." && segment != "..");
    if is_key { Ok(()) } else { Err(refused("FileName", "it is no key of an object")) }
}

fn refused(member: &str, problem: &str) -> Error {
    let problem = format_args!("{problem}: do not use this ticket, ask the service for another one");
    ConfigError::new(format_args!("UploadAddress.{member}").to_string(), problem).into()
}

/// The keys that the upload is signed with: the decoded `UploadAuth` of `CreateUploadStream`.
///
/// They are temporary and good for one object. `Debug` shows nothing of them but the first four characters of the id;
/// memory is zeroed at the end.
#[derive(Clone)]
pub struct UploadAuth {
    access_key_id: Zeroizing<String>,
    access_key_secret: Zeroizing<String>,
    security_token: Option<Zeroizing<String>>,
    expires_at: Option<SystemTime>,
    region: Option<String>,
}

impl UploadAuth {
    /// The keys, to be given to what signs the upload.
    ///
    /// # Errors
    ///
    /// One of them is empty or holds anything but visible ASCII; the error names it.
    pub fn credentials(&self) -> Result<Credentials, Error> {
        let credentials = Credentials::new(self.access_key_id.as_str(), self.access_key_secret.as_str())?;
        match &self.security_token {
            Some(token) => credentials.with_security_token(token.as_str()),
            None => Ok(credentials),
        }
    }

    /// When the keys stop being accepted: `ExpireUTCTime`, or `Expiration` counted from the moment of decoding; `None`
    /// where the ticket says neither.
    ///
    /// `Expiration` alone says nothing on a platform without a clock (`wasm32-unknown-unknown`).
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// The region to sign for, such as `cn-shanghai`. The service does not document it; see [`UploadAddress::region`].
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
        // Asked for an object, a deserializer would quote whatever else it finds.
        deserializer.deserialize_any(TicketVisitor)
    }
}

/// Refuses scalars: the default of a visitor quotes them.
macro_rules! refuse {
    ($expected:literal, $($method:ident($type:ty)),*) => {$(
        fn $method<E: serde::de::Error>(self, _: $type) -> Result<Self::Value, E> {
            Err(E::custom($expected))
        }
    )*};
}

struct TicketVisitor;

impl<'de> Visitor<'de> for TicketVisitor {
    type Value = UploadAuth;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<UploadAuth, A::Error> {
        let ticket = Ticket::deserialize(MapAccessDeserializer::new(members))?;
        let required = |member, value: Option<Secret>| value.ok_or_else(|| A::Error::missing_field(member));
        Ok(UploadAuth {
            access_key_id: required("AccessKeyId", ticket.access_key_id)?.0,
            access_key_secret: required("AccessKeySecret", ticket.access_key_secret)?.0,
            security_token: ticket.security_token.map(|token| token.0).filter(|token| !token.is_empty()),
            expires_at: expires_at(ticket.expire_utc_time.as_ref(), ticket.expiration.as_ref()),
            region: ticket.region.as_ref().and_then(region),
        })
    }

    refuse!(
        "expected an object: declare this member as `Base64Json<UploadAuth>`",
        visit_str(&str),
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_f64(f64)
    );
}

/// The members as they come. What is not documented must not make a ticket useless, so it is read loosely.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Ticket {
    access_key_id: Option<Secret>,
    access_key_secret: Option<Secret>,
    security_token: Option<Secret>,
    expiration: Option<serde_json::Value>,
    #[serde(rename = "ExpireUTCTime")]
    expire_utc_time: Option<serde_json::Value>,
    region: Option<serde_json::Value>,
}

fn expires_at(time: Option<&serde_json::Value>, seconds: Option<&serde_json::Value>) -> Option<SystemTime> {
    if let Some(time) = time.and_then(serde_json::Value::as_str).and_then(time::parse) {
        return Some(time);
    }
    let lifetime = match seconds? {
        serde_json::Value::String(text) => text.trim().parse().ok()?,
        other => other.as_f64()?,
    };
    if lifetime.is_nan() {
        return None;
    }
    now()?.checked_add(Duration::try_from_secs_f64(lifetime.max(0.0)).ok()?)
}

/// `None` where asking for the time would be a panic.
fn now() -> Option<SystemTime> {
    let has_clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    has_clock.then(SystemTime::now)
}

/// The region's id; OSS writes it with a prefix in places.
fn region(region: &serde_json::Value) -> Option<String> {
    let region = region.as_str()?.trim();
    let region = region.strip_prefix("oss-").unwrap_or(region);
    (!region.is_empty()).then(|| region.to_owned())
}

/// A text that is zeroed at the end, and is in no error.
struct Secret(Zeroizing<String>);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SecretVisitor).map(Self)
    }
}

struct SecretVisitor;

impl Visitor<'_> for SecretVisitor {
    type Value = Zeroizing<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Zeroizing::new(text.to_owned()))
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Zeroizing::new(text))
    }

    refuse!("expected a text", visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64));
}

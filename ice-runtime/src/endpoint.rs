//! Where requests go: a host, from which URL and `Host` header are built, and the region that it serves.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use http::HeaderValue;
use http::uri::{Authority, Scheme};

use crate::error::{ConfigError, Error};
use crate::facts::{Product, fill, is_id, is_label};

/// The host that serves a product.
///
/// HTTPS, except to this machine: `http://` is accepted for `localhost`, `127.0.0.0/8` and `[::1]` only.
///
/// ```
/// use ice_runtime::{Endpoint, Product};
///
/// let endpoint = Endpoint::new("ice.cn-shanghai.aliyuncs.com")?;
/// assert_eq!(endpoint, Endpoint::regional(&Product::ICE, "cn-shanghai")?);
/// assert_eq!(endpoint.region(), Some("cn-shanghai"));
///
/// let emulator = Endpoint::new("http://127.0.0.1:8080")?.with_region("cn-shanghai")?;
/// assert!(Endpoint::new("http://ice.cn-shanghai.aliyuncs.com").is_err());
/// # Ok::<(), ice_runtime::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    pub(crate) scheme: Scheme,
    pub(crate) authority: Authority,
    pub(crate) host_header: HeaderValue,
    /// The region that the host names, or that was set. Cached, since every signature needs it.
    region: Option<Arc<str>>,
}

impl Endpoint {
    /// Creates an endpoint from a host name or address, optionally with a port and `https://` or `http://`.
    ///
    /// # Errors
    ///
    /// The string is not a host: it has a path, a query, a user name or white space; or it uses plain HTTP to another
    /// machine.
    pub fn new(endpoint: &str) -> Result<Self, Error> {
        let (scheme, authority) = split_scheme(endpoint)?;
        let authority = authority.strip_suffix('/').unwrap_or(authority);
        if let Some(problem) = misplaced(authority) {
            let remedy = "write a host name alone, like `ice.cn-shanghai.aliyuncs.com`";
            return Err(ConfigError::new("endpoint", format_args!("{problem}: {remedy}")).into());
        }
        let lower = authority.to_ascii_lowercase();
        let parsed = Authority::try_from(lower.as_str()).ok().filter(is_host);
        let (Some(authority), Ok(host_header)) = (parsed, HeaderValue::from_str(&lower)) else {
            let problem = "it is not a host name or address: write one like `ice.cn-shanghai.aliyuncs.com`";
            return Err(ConfigError::new("endpoint", problem).into());
        };
        if scheme == Scheme::HTTP && !is_loopback(authority.host()) {
            let problem = "plain `http://` is for this machine only: leave it out, or write `https://`";
            return Err(ConfigError::new("endpoint", problem).into());
        }
        let region = region_in(authority.host()).map(Arc::from);
        Ok(Self { scheme, authority, host_header, region })
    }

    /// Returns a product's public endpoint in a region: `<code>.<region>.aliyuncs.com` unless the product differs.
    ///
    /// # Errors
    ///
    /// The region cannot be part of a host name.
    pub fn regional(product: &Product, region: &str) -> Result<Self, Error> {
        Self::in_region(product, region, false)
    }

    /// Returns a product's endpoint inside the region's virtual private cloud (VPC):
    /// `<code>-vpc.<region>.aliyuncs.com` unless the product differs.
    ///
    /// # Errors
    ///
    /// See [`Endpoint::regional`]; or no such endpoint of the product is known.
    pub fn vpc(product: &Product, region: &str) -> Result<Self, Error> {
        Self::in_region(product, region, true)
    }

    fn in_region(product: &Product, region: &str, is_vpc: bool) -> Result<Self, Error> {
        check_region(region)?;
        let Some(template) = product.facts().template(Some(region), is_vpc) else {
            return Err(no_vpc_endpoint(product.code()));
        };
        // With a region, every template gives a host.
        Self::of_template(&template, Some(region))?.ok_or_else(|| no_vpc_endpoint(product.code()))
    }

    /// Returns the endpoint for a template; `None` if it needs a region and there is none.
    pub(crate) fn of_template(template: &str, region: Option<&str>) -> Result<Option<Self>, Error> {
        region.map_or(Ok(()), check_region)?;
        let Some(host) = fill(template, region) else { return Ok(None) };
        Self::new(&host)?.serving(region).map(Some)
    }

    /// Sets the region that the endpoint serves, if there is one.
    pub(crate) fn serving(self, region: Option<&str>) -> Result<Self, Error> {
        match region {
            Some(region) => self.with_region(region),
            None => Ok(self),
        }
    }

    /// Sets the region that the endpoint serves, for a host that does not name it: an address, a gateway, or one host
    /// for all regions.
    ///
    /// # Errors
    ///
    /// The region is not an id like `cn-shanghai`.
    pub fn with_region(self, region: impl AsRef<str>) -> Result<Self, Error> {
        let region = region.as_ref();
        check_region(region)?;
        Ok(Self { region: Some(Arc::from(region)), ..self })
    }

    /// Creates an endpoint over plain HTTP on any machine, for tests against an emulator in another container.
    /// Credentials and replies cross the network unencrypted: never use it with the credentials of a real account.
    ///
    /// ```
    /// let emulator = ice_runtime::Endpoint::plain_http_for_tests("emulator", 8080)?;
    /// assert_eq!(emulator.to_string(), "http://emulator:8080");
    /// # Ok::<(), ice_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `host` is not just a host name or an IP address.
    pub fn plain_http_for_tests(host: &str, port: u16) -> Result<Self, Error> {
        if host.contains("://") {
            return Err(ConfigError::new("endpoint", "leave the scheme out: write the host name alone").into());
        }
        let endpoint = match host.parse::<Ipv6Addr>() {
            Ok(address) => Self::new(&format!("[{address}]:{port}")),
            Err(_) => Self::new(&format!("{host}:{port}")),
        };
        Ok(Self { scheme: Scheme::HTTP, ..endpoint? })
    }

    /// Returns the host name or address, without a port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.authority.host()
    }

    /// Returns the region that was set, or that a name of the form `<product>.<region>.aliyuncs.com` contains.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Returns whether the endpoint is on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(self.host())
    }
}

/// Returns the region in a name of the form `<product>.<region>.aliyuncs.com`.
fn region_in(host: &str) -> Option<&str> {
    let (_, region) = host.strip_suffix(".aliyuncs.com")?.split_once('.')?;
    // The object storage uses `<bucket>.oss-<region>`, and some products have a single host `<product>.vpc-proxy`.
    let is_other = region == "vpc-proxy" || region.starts_with("oss-");
    (!is_other && !region.contains('.') && region.contains('-')).then_some(region)
}

/// The error for a product with no known endpoint inside a virtual private cloud.
pub(crate) fn no_vpc_endpoint(code: &str) -> Error {
    let problem = format_args!(
        "`{code}` declares no endpoint inside a VPC: add `.with_vpc_endpoint(..)` to its `Product`, or set one with \
         `.endpoint_of(\"{code}\", ..)`"
    );
    ConfigError::new("endpoint", problem).into()
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({self})")
    }
}

impl std::str::FromStr for Endpoint {
    type Err = Error;

    fn from_str(endpoint: &str) -> Result<Self, Error> {
        Self::new(endpoint)
    }
}

fn split_scheme(endpoint: &str) -> Result<(Scheme, &str), Error> {
    match endpoint.split_once("://") {
        None => Ok((Scheme::HTTPS, endpoint)),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => Ok((Scheme::HTTPS, rest)),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => Ok((Scheme::HTTP, rest)),
        Some(_) => Err(ConfigError::new("endpoint", "write `https://`, or leave the scheme out").into()),
    }
}

/// Returns what does not belong in an endpoint. The string itself is not shown: it may contain a password.
fn misplaced(authority: &str) -> Option<&'static str> {
    if authority.is_empty() {
        return Some("it is empty");
    }
    authority.chars().find_map(|character| match character {
        '@' => Some("it contains a user name"),
        '/' | '\\' => Some("it has a path"),
        '?' => Some("it has a query"),
        '#' => Some("it has a fragment"),
        _ if character.is_whitespace() || character.is_control() => Some("it contains white space"),
        _ if !character.is_ascii() => Some("it contains characters outside ASCII"),
        _ => None,
    })
}

fn is_host(authority: &Authority) -> bool {
    let host = authority.host();
    let has_port = authority.as_str().len() > host.len();
    let port_is_fine = !has_port || authority.port_u16().is_some_and(|port| port > 0);
    port_is_fine && (is_ip_literal(host) || host.split('.').all(is_label))
}

fn is_ip_literal(host: &str) -> bool {
    host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).is_some_and(|ip| ip.parse::<Ipv6Addr>().is_ok())
}

fn check_region(region: &str) -> Result<(), Error> {
    let problem = match region {
        "" => "it is empty: set it, or leave it out",
        _ if is_id(region) => return Ok(()),
        _ => "may contain only letters, digits and hyphens, like `cn-shanghai`",
    };
    Err(ConfigError::new("region", problem).into())
}

pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_addresses_and_local_urls_are_accepted() {
        for (text, shown) in [
            ("ice.cn-shanghai.aliyuncs.com", "https://ice.cn-shanghai.aliyuncs.com"),
            ("https://ICE.cn-shanghai.aliyuncs.com/", "https://ice.cn-shanghai.aliyuncs.com"),
            ("http://127.0.0.1:80", "http://127.0.0.1:80"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://localhost:1", "http://localhost:1"),
            ("sts.aliyuncs.com", "https://sts.aliyuncs.com"),
        ] {
            assert_eq!(Endpoint::new(text).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_is_not_a_host_is_refused() {
        for text in [
            "",
            "https://",
            "ice/path",
            "ice?x=1",
            "ice#f",
            "user@ice",
            "a b",
            "ice\n",
            "http://example.com",
            "ftp://ice",
            "ice:",
            "ice:0",
            "ice:99999",
            "-ice",
            "ice..com",
            "[::1",
            "[zz]",
            "http://127.0.0.1.example.com",
            "iсe.com",
            "http://localhost.example.com",
            "ice:80:80",
            "%69ce",
        ] {
            assert!(Endpoint::new(text).is_err(), "{text}");
        }
        assert!(Endpoint::regional(&Product::ICE, "China (Shanghai)").is_err());
        for region in ["a b", "cn_shanghai"] {
            let error = Endpoint::new("127.0.0.1:80").unwrap().with_region(region).unwrap_err();
            assert!(error.to_string().contains("only letters, digits and hyphens"), "{error}");
        }
    }

    #[test]
    fn the_region_is_read_out_of_the_host() {
        let region = |endpoint: &str| Endpoint::new(endpoint).unwrap().region().map(str::to_owned);
        assert_eq!(region("ice-vpc.cn-beijing.aliyuncs.com").as_deref(), Some("cn-beijing"));
        assert_eq!(region("sts.aliyuncs.com"), None);
        assert_eq!(region("127.0.0.1:1"), None);
        assert_eq!(region("ros.aliyuncs.com"), None);
        assert_eq!(region("rds.vpc-proxy.aliyuncs.com"), None);
        assert_eq!(Endpoint::vpc(&Product::ICE, "cn-beijing").unwrap().host(), "ice-vpc.cn-beijing.aliyuncs.com");
    }
}

//! The settings of the transport, and the reqwest clients built from them.

use std::fmt;
use std::time::Duration;

use reqwest::Url;

use crate::error::{ConfigError, Error};

const READ_TIMEOUT: Duration = Duration::from_secs(10);

/// The longest time-out that the HTTP library can add to the current time without overflow.
const LONGEST: Duration = Duration::from_secs(365 * 86_400);

/// The settings of an [`HttpTransport`](super::HttpTransport).
///
/// Fixed: HTTP/1.1, no redirects, no referer, no decompression, no retries inside the HTTP library.
///
/// ```
/// use std::time::Duration;
///
/// use ice_runtime::{Client, Credentials, HttpSettings, Proxy};
///
/// let http = HttpSettings::default().with_connect_timeout(Duration::from_secs(2)).with_proxy(Proxy::None);
/// let credentials = Credentials::new("id", "secret")?;
/// let client = Client::builder().region("cn-shanghai").credentials(credentials).http(http).build()?;
/// # Ok::<(), ice_runtime::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct HttpSettings {
    /// The longest time to connect, including TLS. Default: 5 s.
    ///
    /// One rule holds for all time-outs: the time for a [call](crate::ClientBuilder::timeout) caps that for an
    /// [attempt](crate::ClientBuilder::attempt_timeout), which caps the time for connecting and for silence. The
    /// [error](crate::TransportError::limit) says which one ended it.
    pub connect_timeout: Duration,
    /// The longest silence once connected: nothing of the request is taken and nothing of the reply arrives. Default:
    /// 10 s.
    ///
    /// If the time for an [attempt](crate::ClientBuilder::attempt_timeout) is set to more than this default, silence
    /// may last as long, unless this setting differs from its default too.
    pub read_timeout: Duration,
    /// How long an idle connection is kept. Default: 10 s.
    pub idle_timeout: Duration,
    /// How many idle connections are kept per host. Default: 32.
    pub idle_connections: usize,
    /// The largest reply, in bytes. Default: 16 MiB.
    pub reply_limit: usize,
    /// How much of an error's body is read, in bytes. Default: 64 KiB.
    pub error_limit: usize,
    /// The proxy that requests go through. Default: the system's.
    pub proxy: Proxy,
    /// Certificates, in DER, that are trusted in addition to the platform's.
    pub root_certificates: Vec<Vec<u8>>,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            read_timeout: READ_TIMEOUT,
            idle_timeout: Duration::from_secs(10),
            idle_connections: 32,
            reply_limit: 16 * 1024 * 1024,
            error_limit: 64 * 1024,
            proxy: Proxy::System,
            root_certificates: Vec::new(),
        }
    }
}

/// The proxy that requests go through.
#[derive(Clone, Default)]
#[non_exhaustive]
pub enum Proxy {
    /// The proxy from the environment (`HTTPS_PROXY`, `NO_PROXY`, ..) or from the platform's settings.
    #[default]
    System,
    /// No proxy.
    None,
    /// This proxy, except for the hosts in `except`.
    Url {
        /// The proxy's URL, `http` or `https`, with user name and password if it requires them.
        url: String,
        /// Hosts that are reached directly, in the format of `NO_PROXY`.
        except: String,
    },
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("System"),
            Self::None => f.write_str("None"),
            // The URL may contain a password.
            Self::Url { except, .. } => f.debug_struct("Url").field("except", except).finish_non_exhaustive(),
        }
    }
}

impl HttpSettings {
    /// Sets the longest time to connect, including TLS: [`connect_timeout`](Self::connect_timeout).
    #[must_use]
    pub fn with_connect_timeout(self, connect_timeout: Duration) -> Self {
        Self { connect_timeout, ..self }
    }

    /// Sets the longest silence once connected: [`read_timeout`](Self::read_timeout).
    #[must_use]
    pub fn with_read_timeout(self, read_timeout: Duration) -> Self {
        Self { read_timeout, ..self }
    }

    /// Sets how long an idle connection is kept: [`idle_timeout`](Self::idle_timeout).
    #[must_use]
    pub fn with_idle_timeout(self, idle_timeout: Duration) -> Self {
        Self { idle_timeout, ..self }
    }

    /// Sets how many idle connections are kept per host: [`idle_connections`](Self::idle_connections).
    #[must_use]
    pub fn with_idle_connections(self, idle_connections: usize) -> Self {
        Self { idle_connections, ..self }
    }

    /// Sets the largest reply, in bytes: [`reply_limit`](Self::reply_limit).
    #[must_use]
    pub fn with_reply_limit(self, reply_limit: usize) -> Self {
        Self { reply_limit, ..self }
    }

    /// Sets how much of an error's body is read, in bytes: [`error_limit`](Self::error_limit).
    #[must_use]
    pub fn with_error_limit(self, error_limit: usize) -> Self {
        Self { error_limit, ..self }
    }

    /// Sets the proxy that requests go through: [`proxy`](Self::proxy).
    #[must_use]
    pub fn with_proxy(self, proxy: Proxy) -> Self {
        Self { proxy, ..self }
    }

    /// Sets certificates, in DER, that are trusted in addition to the platform's: [`root_certificates`](Self::root_certificates).
    #[must_use]
    pub fn with_root_certificates(self, root_certificates: Vec<Vec<u8>>) -> Self {
        Self { root_certificates, ..self }
    }

    /// Returns the longest silence for an attempt whose time was set explicitly: if that is more than the default for
    /// silence, the attempt's own limit is the only one.
    pub(super) fn longest_silence(&self, attempt: Option<Duration>) -> Duration {
        let is_default = self.read_timeout == READ_TIMEOUT;
        let is_free = is_default && attempt.is_some_and(|attempt| attempt > READ_TIMEOUT);
        if is_free { LONGEST } else { self.read_timeout.min(LONGEST) }
    }

    /// Builds the client for all requests, and the one for those to this machine.
    pub(super) fn build(&self) -> Result<(reqwest::Client, reqwest::Client), Error> {
        #[cfg(feature = "rustls")]
        let tls = super::tls::config(&self.root_certificates)?;
        let builder = || {
            let builder = self.builder();
            #[cfg(feature = "rustls")]
            let builder = builder.tls_backend_preconfigured(tls.clone());
            builder
        };
        let client = finish(self.through_proxy(builder())?)?;
        let direct = match self.proxy {
            Proxy::System => finish(builder().no_proxy())?,
            Proxy::None | Proxy::Url { .. } => client.clone(),
        };
        Ok((client, direct))
    }

    fn builder(&self) -> reqwest::ClientBuilder {
        reqwest::Client::builder()
            .http1_only()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .tcp_nodelay(true)
            .connect_timeout(self.connect_timeout.min(LONGEST))
            .pool_idle_timeout(self.idle_timeout.min(LONGEST))
            .pool_max_idle_per_host(self.idle_connections)
    }

    fn through_proxy(&self, builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Error> {
        match &self.proxy {
            Proxy::System => Ok(builder),
            Proxy::None => Ok(builder.no_proxy()),
            Proxy::Url { url, except } => {
                // Neither the URL nor the library's error is shown: they may contain a password.
                let proxy = proxy_url(url).and_then(|url| reqwest::Proxy::all(url).ok()).ok_or_else(|| {
                    ConfigError::new(
                        "proxy",
                        "it is not the URL of a proxy: write one like `http://proxy.example:3128`",
                    )
                })?;
                Ok(builder.no_proxy().proxy(proxy.no_proxy(reqwest::NoProxy::from_string(except))))
            }
        }
    }
}

/// Returns a URL that the library can use as a proxy. It would ignore any other, and connect directly.
fn proxy_url(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_known = url.scheme() == "http" || (cfg!(feature = "rustls") && url.scheme() == "https");
    let is_usable = is_known && url.as_str().parse::<http::Uri>().is_ok_and(|uri| uri.host().is_some());
    is_usable.then_some(url)
}

fn finish(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, Error> {
    builder.build().map_err(|error| {
        let error = error.without_url();
        ConfigError::new("client", format_args!("the HTTP library rejects its settings: {error}")).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_may_last_as_long_as_an_attempt_unless_it_was_limited() {
        let seconds = Duration::from_secs;
        let silence = |read, attempt| {
            let settings = HttpSettings { read_timeout: read, ..HttpSettings::default() };
            settings.longest_silence(attempt)
        };
        assert_eq!(silence(READ_TIMEOUT, None), seconds(10));
        assert_eq!(silence(READ_TIMEOUT, Some(seconds(90))), LONGEST, "the attempt ends it");
        assert_eq!(silence(READ_TIMEOUT, Some(seconds(3))), seconds(10), "and here too");
        assert_eq!(silence(seconds(4), Some(seconds(90))), seconds(4));
        assert_eq!(silence(Duration::MAX, None), LONGEST);
    }
}

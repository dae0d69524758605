//! Settings of the transport: in come limits and a proxy, out goes a reqwest client.

use std::fmt;
use std::time::Duration;

use crate::error::{ConfigError, Error};

/// The settings of an [`HttpTransport`](super::HttpTransport).
///
/// Always so: HTTP/1.1, no redirects, no referer, no decompression, no retries inside the HTTP library.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct HttpSettings {
    /// The longest time for a connection, TLS included. Default: 5 s.
    pub connect_timeout: Duration,
    /// The longest silence while a reply is read. Default: 10 s.
    pub read_timeout: Duration,
    /// How long an idle connection is kept. Default: 10 s.
    pub idle_timeout: Duration,
    /// How many idle connections are kept a host. Default: 32.
    pub idle_connections: usize,
    /// The largest reply, in bytes. Default: 16 MiB.
    pub reply_limit: usize,
    /// How much of an error's body is read, in bytes. Default: 64 KiB.
    pub error_limit: usize,
    /// Where requests go through. Default: what the system says.
    pub proxy: Proxy,
    /// Certificates, in DER, that are trusted besides those of the platform.
    pub root_certificates: Vec<Vec<u8>>,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            read_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(10),
            idle_connections: 32,
            reply_limit: 16 * 1024 * 1024,
            error_limit: 64 * 1024,
            proxy: Proxy::System,
            root_certificates: Vec::new(),
        }
    }
}

/// Where requests go through.
#[derive(Clone, Default)]
#[non_exhaustive]
pub enum Proxy {
    /// What the environment (`HTTPS_PROXY`, `NO_PROXY`, ..) and the platform's settings say.
    #[default]
    System,
    /// No proxy.
    None,
    /// This proxy, but for the hosts of `except`.
    Url {
        /// The proxy's URL, with user and password where it asks for them.
        url: String,
        /// Hosts that are reached directly, as `NO_PROXY` lists them.
        except: String,
    },
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("System"),
            Self::None => f.write_str("None"),
            // The URL may hold a password.
            Self::Url { except, .. } => f.debug_struct("Url").field("except", except).finish_non_exhaustive(),
        }
    }
}

impl HttpSettings {
    /// The client of all requests, and the one of those to this machine.
    pub(super) fn build(&self) -> Result<(reqwest::Client, reqwest::Client), Error> {
        let tls = self.tls()?;
        let client = finish(self.with_proxy(self.builder(tls.clone()))?)?;
        let direct = match self.proxy {
            Proxy::System => finish(self.builder(tls).no_proxy())?,
            Proxy::None | Proxy::Url { .. } => client.clone(),
        };
        Ok((client, direct))
    }

    fn builder(&self, tls: Tls) -> reqwest::ClientBuilder {
        let builder = reqwest::Client::builder()
            .http1_only()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .tcp_nodelay(true)
            .connect_timeout(self.connect_timeout)
            .read_timeout(self.read_timeout)
            .pool_idle_timeout(self.idle_timeout)
            .pool_max_idle_per_host(self.idle_connections);
        with_tls(builder, tls)
    }

    fn with_proxy(&self, builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Error> {
        match &self.proxy {
            Proxy::System => Ok(builder),
            Proxy::None => Ok(builder.no_proxy()),
            Proxy::Url { url, except } => {
                // The library's error would show the URL, which may hold a password.
                let proxy = reqwest::Proxy::all(url.as_str()).map_err(|_| {
                    ConfigError::new("proxy", "it is no URL: write one like `http://proxy.example:3128`")
                })?;
                Ok(builder.no_proxy().proxy(proxy.no_proxy(reqwest::NoProxy::from_string(except))))
            }
        }
    }

    #[cfg(feature = "rustls")]
    fn tls(&self) -> Result<Tls, Error> {
        super::tls::config(&self.root_certificates)
    }

    #[cfg(not(feature = "rustls"))]
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "the same signature as with TLS")]
    fn tls(&self) -> Result<Tls, Error> {
        Ok(Tls)
    }
}

#[cfg(feature = "rustls")]
type Tls = rustls::ClientConfig;

/// Stands for a configuration where there is none.
#[cfg(not(feature = "rustls"))]
#[derive(Clone)]
struct Tls;

#[cfg(feature = "rustls")]
fn with_tls(builder: reqwest::ClientBuilder, tls: Tls) -> reqwest::ClientBuilder {
    builder.tls_backend_preconfigured(tls)
}

#[cfg(not(feature = "rustls"))]
fn with_tls(builder: reqwest::ClientBuilder, _: Tls) -> reqwest::ClientBuilder {
    builder
}

fn finish(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, Error> {
    builder.build().map_err(|error| {
        let error = error.without_url();
        ConfigError::new("client", format_args!("the HTTP library refused its settings: {error}")).into()
    })
}

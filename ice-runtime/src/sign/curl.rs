//! Command lines: in comes a finished request, out goes a `curl` call with the secrets left out.

use bytes::Bytes;

use super::explain::{LEFT_OUT, query_of, without_secrets};

/// Shows a finished request as a `curl` command line, secrets left out, for support cases.
///
/// ```
/// use std::time::SystemTime;
/// use ice_runtime::sign::{Signer, Stamp, ToCurl};
/// use ice_runtime::{Credentials, Endpoint, ice_operation};
///
/// #[ice_operation(action = "GetMediaInfo")]
/// struct GetMediaInfo {
///     media_id: Option<String>,
/// }
///
/// #[derive(serde::Deserialize)]
/// struct GetMediaInfoResponse {}
///
/// let signer = Signer::new(Credentials::new("testid", "testsecret")?);
/// let stamp = Stamp::new(SystemTime::now(), "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
/// let request = signer.sign(&GetMediaInfo { media_id: None }, &Endpoint::regional("ice", "cn-shanghai")?, &stamp)?;
/// assert!(request.to_curl().starts_with("curl -X POST 'https://ice.cn-shanghai.aliyuncs.com/'"));
/// # Ok::<(), ice_runtime::Error>(())
/// ```
pub trait ToCurl {
    /// The command line, quoted for a POSIX shell. Id, token and signature are `***`: it shows a request, it does not
    /// repeat one.
    fn to_curl(&self) -> String;
}

impl ToCurl for http::Request<Bytes> {
    fn to_curl(&self) -> String {
        let uri = self.uri();
        let origin =
            format!("{}://{}/", uri.scheme_str().unwrap_or("https"), uri.authority().map_or("", |it| it.as_str()));
        let query = without_secrets(query_of(self));
        let url = if query.is_empty() { origin } else { format!("{origin}?{query}") };
        let mut line = format!("curl -X {} {}", self.method(), quoted(&url));
        for (name, value) in self.headers() {
            let value = if value.is_sensitive() { LEFT_OUT } else { value.to_str().unwrap_or(LEFT_OUT) };
            line.push_str(" -H ");
            line.push_str(&quoted(&format!("{name}: {value}")));
        }
        if !self.body().is_empty() {
            line.push_str(" --data-raw ");
            line.push_str(&quoted(&without_secrets(&String::from_utf8_lossy(self.body()))));
        }
        line
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

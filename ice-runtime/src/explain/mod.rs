//! What a signed request may show without secrets: the text that was signed, a `curl` command line, and where that
//! text and the service's differ.

#[cfg(feature = "client")]
mod mismatch;

#[cfg(feature = "client")]
pub(crate) use mismatch::Mismatch;

use bytes::Bytes;

use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::operation::Operation;
use crate::sign::{
    ACS3_ALGORITHM, CanonicalForms, Explanation, Signer, Stamp, ToCurl, is_secret_param, rpc_string_to_sign,
};

/// The placeholder for a secret.
const LEFT_OUT: &str = "***";

impl Signer {
    /// Returns the canonical request and the string to sign, without secrets, for support cases.
    ///
    /// # Errors
    ///
    /// See [`Signer::sign`].
    pub fn explain<O: Operation>(
        &self,
        operation: &O,
        endpoint: &Endpoint,
        stamp: &Stamp,
    ) -> Result<Explanation, Error> {
        Ok(explanation(&self.sign_any(operation, endpoint, stamp)?.forms))
    }
}

fn explanation(forms: &CanonicalForms) -> Explanation {
    let canonical_request = forms.canonical_request();
    match forms {
        CanonicalForms::Acs3 { .. } => {
            let lines: Vec<String> = canonical_request.split('\n').enumerate().map(without_secrets_in_line).collect();
            let string_to_sign = forms.string_to_sign().into_owned();
            Explanation { scheme: ACS3_ALGORITHM, canonical_request: lines.join("\n"), string_to_sign }
        }
        CanonicalForms::HmacSha1 { string_to_sign, signature } => {
            let scheme = if signature.is_some() { "HMAC-SHA1" } else { "anonymous" };
            let canonical_request = without_secrets(&canonical_request);
            let method = string_to_sign.split(|&byte| byte == b'&').next().unwrap_or_default();
            let string_to_sign = rpc_string_to_sign(method, canonical_request.as_bytes());
            Explanation { scheme, canonical_request, string_to_sign }
        }
    }
}

/// A line of ACS3's canonical request: the third is the query string, headers follow.
fn without_secrets_in_line((index, line): (usize, &str)) -> String {
    match line.split_once(':') {
        _ if index == 2 => without_secrets(line),
        Some((name @ ("x-acs-accesskey-id" | "x-acs-security-token"), _)) => format!("{name}:{LEFT_OUT}"),
        _ => line.to_owned(),
    }
}

/// Returns the parameters as they are sent, without the values of those that carry secrets.
fn without_secrets(params: &str) -> String {
    let shown = params.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret_param(name) => format!("{name}={LEFT_OUT}"),
        _ => pair.to_owned(),
    });
    shown.collect::<Vec<_>>().join("&")
}

impl ToCurl for http::Request<Bytes> {
    fn to_curl(&self) -> String {
        let uri = self.uri();
        let mut url = format!("{}://", uri.scheme_str().unwrap_or("https"));
        url.extend(uri.authority().map(http::uri::Authority::as_str));
        url.push_str(uri.path());
        if let Some(query) = uri.query() {
            url.push('?');
            url.push_str(&without_secrets(query));
        }
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

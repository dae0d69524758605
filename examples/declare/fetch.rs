//! Fetches the vendor's document from its public address.

use std::error::Error;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use reqwest::{Client, Response, StatusCode};

use crate::arguments::Arguments;

/// Larger documents are refused; the vendor's largest has 10 MB.
const LIMIT: usize = 64 << 20;

/// What to do if the document cannot be fetched.
const REMEDY: &str = "download it with another tool and pass it with `--docs FILE`";

/// Fetches the document of the product named by the arguments.
pub(crate) async fn fetch(arguments: &Arguments) -> Result<String, Box<dyn Error>> {
    let Arguments { address, code, version, .. } = arguments;
    let address = address.trim_end_matches('/');
    let url = format!("{address}/meta/v1/products/{code}/versions/{version}/api-docs.json?language=EN_US");
    eprintln!("fetching {url}");
    let client = client(address, arguments.timeout)?;
    let response = client.get(&url).send().await.map_err(|error| unreachable(address, &error))?;
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NOT_FOUND => {
            return Err(format!("the vendor has no document of `{code}`, version {version}: check both").into());
        }
        status => return Err(format!("{address} answered {status}: try again later, or {REMEDY}").into()),
    }
    let bytes = read(response, address).await?;
    Ok(String::from_utf8(bytes).map_err(|_| format!("the document is not UTF-8: {REMEDY}"))?)
}

fn client(address: &str, timeout: Duration) -> Result<Client, reqwest::Error> {
    let builder = Client::builder().connect_timeout(timeout).read_timeout(timeout);
    // Plain HTTP is for tests on this machine, without proxies and certificates.
    let is_plain = address.starts_with("http://");
    let builder = if is_plain { builder.no_proxy().tls_certs_only([]) } else { builder };
    builder.build()
}

/// Reads the body, showing a progress bar.
async fn read(mut response: Response, address: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let style = ProgressStyle::with_template("{bytes} of {total_bytes} {bar:40} {binary_bytes_per_sec}");
    let progress = ProgressBar::new(response.content_length().unwrap_or_default());
    progress.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| unreachable(address, &error))? {
        bytes.extend_from_slice(&piece);
        progress.set_position(bytes.len() as u64);
        if bytes.len() > LIMIT {
            return Err(format!("the document is larger than {} MiB: is this the right address?", LIMIT >> 20).into());
        }
    }
    progress.finish_and_clear();
    Ok(bytes)
}

/// Says why the document could not be fetched, down to the root cause.
fn unreachable(address: &str, error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return format!(
            "{address} did not answer in time: try again, wait longer with `--timeout SECONDS`, or {REMEDY}"
        );
    }
    let mut cause: &dyn Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    format!("{address} cannot be reached: {cause}; check the network, or {REMEDY}")
}

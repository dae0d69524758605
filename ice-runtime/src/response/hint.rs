//! How long the headers of a reply ask the client to wait.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, HeaderName, RETRY_AFTER};

use crate::time::parse_http_date;

const ACS_RETRY_AFTER: HeaderName = HeaderName::from_static("x-acs-retry-after");

/// Reads `x-acs-retry-after` in milliseconds, or else the standard `Retry-After`, in seconds or as a date. Zero, a
/// date in the past and anything unreadable count as no hint.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    acs_retry_after(headers).or_else(|| standard(headers).filter(|wait| *wait > Duration::ZERO))
}

/// Whether the service itself asks for fewer requests. `Retry-After` alone does not mean throttling: gateways also
/// send it with a 503.
pub(super) fn is_throttled(headers: &HeaderMap) -> bool {
    acs_retry_after(headers).is_some()
}

fn acs_retry_after(headers: &HeaderMap) -> Option<Duration> {
    let waits = headers.get_all(&ACS_RETRY_AFTER).iter().filter_map(|wait| wait.to_str().ok()?.trim().parse().ok());
    waits.map(Duration::from_millis).find(|wait| *wait > Duration::ZERO)
}

fn standard(headers: &HeaderMap) -> Option<Duration> {
    let wait = text(headers, &RETRY_AFTER)?;
    if let Ok(seconds) = wait.parse() {
        return Some(Duration::from_secs(seconds));
    }
    // A date is compared with the sender's clock, or else with this machine's.
    let now = date(headers).or_else(machine_time)?;
    httpdate::parse_http_date(wait).ok()?.duration_since(now).ok()
}

#[cfg(feature = "client")]
#[expect(clippy::unnecessary_wraps, reason = "without the client there may be no clock")]
fn machine_time() -> Option<SystemTime> {
    Some(SystemTime::now())
}

#[cfg(not(feature = "client"))]
fn machine_time() -> Option<SystemTime> {
    None
}

/// The sender's clock.
fn date(headers: &HeaderMap) -> Option<SystemTime> {
    parse_http_date(headers.get(DATE)?)
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(headers: &[(&'static str, &str)]) -> Option<u128> {
        let mut all = HeaderMap::new();
        for (name, value) in headers {
            all.append(*name, value.parse().unwrap());
        }
        retry_after(&all).map(|wait| wait.as_millis())
    }

    #[test]
    fn each_form_of_the_hint_is_read() {
        assert_eq!(wait(&[("x-acs-retry-after", "2000")]), Some(2000));
        assert_eq!(wait(&[("x-acs-retry-after", "1000000000")]), Some(1_000_000_000));
        for none in ["0", "-5", "", "x", "1.5", "99999999999999999999999"] {
            assert_eq!(wait(&[("x-acs-retry-after", none)]), None, "{none}");
        }
        assert_eq!(wait(&[("retry-after", "3")]), Some(3000));
        assert_eq!(wait(&[("retry-after", "0")]), None);
        let date = ("date", "Fri, 02 Jan 2026 03:04:05 GMT");
        assert_eq!(wait(&[date, ("retry-after", "Fri, 02 Jan 2026 03:04:15 GMT")]), Some(10_000));
        assert_eq!(wait(&[date, ("retry-after", "Fri, 02 Jan 2026 03:03:05 GMT")]), None);
        assert_eq!(wait(&[("retry-after", "Fri, 02 Jan 2026 03:03:05 GMT")]), None);
        assert_eq!(wait(&[("x-acs-retry-after", "700"), ("retry-after", "3")]), Some(700));
        assert_eq!(wait(&[("x-acs-retry-after", "x"), ("x-acs-retry-after", "700")]), Some(700));
        for none in ["0", "-5", "x"] {
            assert_eq!(wait(&[("x-acs-retry-after", none), ("retry-after", "3")]), Some(3000), "{none}");
        }
    }
}

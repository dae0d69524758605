//! The clock of a client: the wall clock, corrected by replies that report a wrong request time.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{AGE, DATE, HeaderValue};

use crate::time::{self, parse_http_date};

/// The date of a slower reply says nothing about the present: the service accepts times that are this far off.
const MAX_ROUND_TRIP: Duration = Duration::from_secs(15 * 60);

const TEN_YEARS: Duration = Duration::from_secs(316_000_000);

/// Returns the service's time from the reply's headers, unless the reply comes from a cache.
pub(super) fn fresh_date(headers: &HeaderMap) -> Option<HeaderValue> {
    headers.get(DATE).filter(|_| !headers.contains_key(AGE)).cloned()
}

/// The wall clock, corrected by the service's own clock. Only the timestamps of requests come from it.
#[derive(Debug, Default)]
pub(super) struct Clock {
    /// What is added to this machine's clock, in milliseconds.
    skew: AtomicI64,
}

impl Clock {
    pub(super) fn now(&self) -> SystemTime {
        let now = SystemTime::now();
        let skew = self.skew.load(Ordering::Relaxed);
        let distance = Duration::from_millis(skew.unsigned_abs());
        let corrected = if skew < 0 { now.checked_sub(distance) } else { now.checked_add(distance) };
        corrected.unwrap_or(now)
    }

    /// Learns the time from a reply that reported a wrong request time. Returns whether it could: the reply has a date
    /// and did not take long.
    pub(super) fn learn(&self, date: Option<&HeaderValue>, round_trip: Duration) -> bool {
        let Some(date) = date.and_then(parse_http_date) else {
            return false;
        };
        // A clock whose times soon can no longer be formatted would make all later calls fail.
        let is_writable = date.checked_add(TEN_YEARS).and_then(time::format).is_some();
        if round_trip > MAX_ROUND_TRIP || !is_writable {
            return false;
        }
        let now = SystemTime::now();
        let skew = match date.duration_since(now) {
            Ok(behind) => milliseconds(behind),
            Err(ahead) => -milliseconds(ahead.duration()),
        };
        self.skew.store(skew, Ordering::Relaxed);
        true
    }
}

fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

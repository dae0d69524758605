//! The clock of a client: the wall clock, corrected by replies that call the time of a request wrong.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{AGE, DATE, HeaderValue};

use crate::time::{self, parse_http_date};

/// A reply that took longer says nothing of the present: the service accepts times that are as far off.
const MAX_ROUND_TRIP: Duration = Duration::from_secs(15 * 60);

const TEN_YEARS: Duration = Duration::from_secs(316_000_000);

/// The service's clock in the head of a reply, unless that comes from a cache.
pub(super) fn fresh_date(headers: &HeaderMap) -> Option<HeaderValue> {
    headers.get(DATE).filter(|_| !headers.contains_key(AGE)).cloned()
}

/// The wall clock, corrected by what the service's own clock said. Only the timestamp of requests comes from it.
#[derive(Debug, Default)]
pub(super) struct Clock {
    /// What is added to the machine's clock, in milliseconds.
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

    /// Takes the time of a reply that called the request's time wrong. Returns whether it could: there is a date, and
    /// the reply was not long under way.
    pub(super) fn learn(&self, date: Option<&HeaderValue>, round_trip: Duration) -> bool {
        let Some(date) = date.and_then(parse_http_date) else {
            return false;
        };
        // A clock that soon cannot be written any more would end all later calls.
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

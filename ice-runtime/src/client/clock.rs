//! The client's clock: in come replies that call the time wrong, out goes a time that the service accepts.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::AGE;

use crate::response::date;

/// A reply that took longer says nothing of the present: the service accepts times that are as far off.
const LONGEST_TRIP: Duration = Duration::from_secs(15 * 60);

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
        let corrected = if skew < 0 {
            now.checked_sub(distance)
        } else {
            now.checked_add(distance)
        };
        corrected.unwrap_or(now)
    }

    /// Takes the time of a reply that called the request's time wrong. Returns whether it could: there is a `Date`, the
    /// reply comes from no cache, and it was not long under way.
    pub(super) fn learn(&self, headers: &HeaderMap, trip: Duration) -> bool {
        if headers.contains_key(AGE) || trip > LONGEST_TRIP {
            return false;
        }
        let Some(date) = date(headers) else { return false };
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

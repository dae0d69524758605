//! Time in the wire format, `YYYY-MM-DDThh:mm:ssZ`.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::HeaderValue;

const SECONDS_A_DAY: i64 = 86_400;

/// A point in time, formatted.
pub(crate) struct Timestamp([u8; 20]);

impl Timestamp {
    /// Formats `time` as ISO 8601 in UTC, in whole seconds; `None` outside the years 0 to 9999, which the format
    /// cannot express.
    pub(crate) fn of(time: SystemTime) -> Option<Self> {
        let seconds = seconds_since_epoch(time)?;
        let (year, month, day) = civil_from_days(seconds.div_euclid(SECONDS_A_DAY))?;
        let of_day = u32::try_from(seconds.rem_euclid(SECONDS_A_DAY)).ok()?;
        let mut text = *b"0000-00-00T00:00:00Z";
        let parts = [year / 100, year % 100, month, day, of_day / 3600, of_day / 60 % 60, of_day % 60];
        for (at, part) in [0, 2, 5, 8, 11, 14, 17].into_iter().zip(parts) {
            text[at] = digit(part / 10)?;
            text[at + 1] = digit(part % 10)?;
        }
        Some(Self(text))
    }

    /// Splits the text into the part up to the hour, the minutes, and the seconds with the rest.
    #[inline]
    pub(crate) fn between_colons(&self) -> [&[u8]; 3] {
        [&self.0[..13], &self.0[14..16], &self.0[17..]]
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Parses a header such as `Date`, in the format that HTTP prescribes.
pub(crate) fn parse_http_date(date: &HeaderValue) -> Option<SystemTime> {
    httpdate::parse_http_date(date.to_str().ok()?.trim()).ok()
}

/// Formats `time`, if the format can express it.
pub(crate) fn format(time: SystemTime) -> Option<String> {
    Timestamp::of(time).map(|timestamp| timestamp.as_str().to_owned())
}

fn seconds_since_epoch(time: SystemTime) -> Option<i64> {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).ok(),
        // A time before 1970 is rounded down to its second.
        Err(error) => {
            let before = error.duration();
            let whole = i64::try_from(before.as_secs()).ok()?;
            Some(-whole - i64::from(before.subsec_nanos() > 0))
        }
    }
}

/// Returns the digit for a number below ten.
fn digit(number: u32) -> Option<u8> {
    u8::try_from(number).ok().map(|number| b'0' + number)
}

/// Parses RFC 3339. A fraction is cut off; an offset is taken into account.
pub(crate) fn parse(text: &str) -> Option<SystemTime> {
    let (date, time) = text.trim().split_once(['T', 't', ' '])?;
    let mut date = date.splitn(3, '-');
    let (year, month, day) = (number(date.next()?, 4)?, number(date.next()?, 2)?, number(date.next()?, 2)?);
    let (time, offset) = split_offset(time)?;
    let time = time.split_once('.').map_or(time, |(whole, _)| whole);
    let mut time = time.splitn(3, ':');
    let (hour, minute, second) = (number(time.next()?, 2)?, number(time.next()?, 2)?, number(time.next()?, 2)?);
    let in_range = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    if !in_range {
        return None;
    }
    let seconds = days_from_civil(year, month, day) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second - offset;
    match u64::try_from(seconds) {
        Ok(after) => UNIX_EPOCH.checked_add(Duration::from_secs(after)),
        Err(_) => UNIX_EPOCH.checked_sub(Duration::from_secs(seconds.unsigned_abs())),
    }
}

/// Parses the time of day and its offset from UTC, in seconds.
fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(utc) = time.strip_suffix(['Z', 'z']) {
        return Some((utc, 0));
    }
    let at = time.rfind(['+', '-'])?;
    let (time, offset) = time.split_at(at);
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let seconds = number(hours, 2)? * 3600 + number(minutes, 2)? * 60;
    Some((time, if offset.starts_with('-') { -seconds } else { seconds }))
}

/// Parses a decimal number of exactly `digits` digits.
fn number(text: &str, digits: usize) -> Option<i64> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Converts days since 1970-01-01 to year, month and day of the proleptic Gregorian calendar; `None` for years outside
/// 0 to 9999. Years start in March, which puts the leap day last (after Howard Hinnant, "chrono-Compatible Low-Level
/// Date Algorithms"). Counting starts 400 years before the year 0, so no number is negative.
fn civil_from_days(days: i64) -> Option<(u32, u32, u32)> {
    let days = u32::try_from(days + 719_468 + 146_097).ok()?;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = (year_of_era + era * 400 + u32::from(month <= 2)).checked_sub(400)?;
    (year <= 9999).then_some((year, month, day))
}

/// The inverse of [`civil_from_days`], for any year.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> SystemTime {
        let distance = Duration::from_secs(seconds.unsigned_abs());
        if seconds < 0 { UNIX_EPOCH - distance } else { UNIX_EPOCH + distance }
    }

    #[test]
    fn known_moments_are_written_and_read_back() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_767_323_045, "2026-01-02T03:04:05Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
            (-62_167_219_200, "0000-01-01T00:00:00Z"),
        ] {
            assert_eq!(format(at(seconds)).as_deref(), Some(text));
            assert_eq!(parse(text), Some(at(seconds)));
        }
        assert_eq!(format(at(253_402_300_800)), None);
        assert_eq!(format(UNIX_EPOCH - Duration::from_millis(1)).as_deref(), Some("1969-12-31T23:59:59Z"));
    }

    #[test]
    fn every_day_is_read_back_as_it_was_written() {
        for day in days_from_civil(0, 1, 1)..=days_from_civil(9999, 12, 31) {
            let (year, month, date) = civil_from_days(day).unwrap();
            assert_eq!(days_from_civil(year.into(), month.into(), date.into()), day);
        }
        assert_eq!(civil_from_days(days_from_civil(-1, 12, 31)), None);
        assert_eq!(civil_from_days(days_from_civil(10_000, 1, 1)), None);
        assert_eq!(civil_from_days(-1_000_000_000), None);
    }

    #[test]
    fn other_forms_of_rfc_3339_are_read() {
        assert_eq!(parse("2026-01-02T03:04:05.678Z"), Some(at(1_767_323_045)));
        assert_eq!(parse("2026-01-02T11:04:05+08:00"), Some(at(1_767_323_045)));
        assert_eq!(parse("2026-01-01T21:34:05-05:30"), Some(at(1_767_323_045)));
        assert_eq!(parse(" 2026-01-02t03:04:05z\n"), Some(at(1_767_323_045)));
        for wrong in [
            "",
            "2026-01-02",
            "2026-13-02T03:04:05Z",
            "2026-01-02T03:04:05",
            "2026-01-02T03:04Z",
            "+026-01-02T03:04:05Z",
            "2026-00-02T03:04:05Z",
            "2026-01-00T03:04:05Z",
            "2026-01-32T03:04:05Z",
            "2026-01-02T24:04:05Z",
            "2026-01-02T03:60:05Z",
            "2026-01-02T03:04:61Z",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}

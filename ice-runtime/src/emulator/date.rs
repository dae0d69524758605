//! Dates as the service reads and writes them. Independent of the signer's code: a shared mistake would go unnoticed.

use std::time::{Duration, SystemTime};

use http::HeaderValue;

/// The timestamp of an API request.
pub(super) const API: &str = "0000-00-00T00:00:00Z";
/// The timestamp of a request to Object Storage Service.
pub(super) const STORAGE: &str = "00000000T000000Z";

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The last second that HTTP can write, in the year 9999.
const LATEST: u64 = 253_402_300_799;

/// Parses a time in exactly this format; `None` for years outside 1970–9999.
pub(super) fn parse(text: &str, form: &str) -> Option<SystemTime> {
    let has_form = text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            _ => byte == form,
        });
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize| digits.get(from..to).filter(|_| has_form);
    let month = part(4, 6)?.parse::<usize>().ok()?.checked_sub(1)?;
    let (year, month, day) = (part(0, 4)?, MONTHS.get(month)?, part(6, 8)?);
    let (hour, minute, second) = (part(8, 10)?, part(10, 12)?, part(12, 14)?);
    // HTTP dates include the day of the week, so try each.
    let date = |weekday| format!("{weekday}, {day} {month} {year} {hour}:{minute}:{second} GMT");
    DAYS.iter().find_map(|weekday| httpdate::parse_http_date(&date(weekday)).ok())
}

/// `2026-01-02T03:04:05Z`, kept within the years that HTTP can write.
pub(super) fn timestamp(moment: SystemTime) -> String {
    let text = httpdate::fmt_http_date(writable(moment));
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let month = MONTHS.iter().zip(1..).find(|(name, _)| **name == part(8, 11)).map_or(0, |(_, number)| number);
    format!("{}-{month:02}-{}T{}Z", part(12, 16), part(5, 7), part(17, 25))
}

/// The value of the `Date` header, kept within the years that HTTP can write.
pub(super) fn http_date(moment: SystemTime) -> HeaderValue {
    HeaderValue::try_from(httpdate::fmt_http_date(writable(moment))).unwrap_or(HeaderValue::from_static(""))
}

/// The time between two moments, in either order.
pub(super) fn distance(a: SystemTime, b: SystemTime) -> Duration {
    a.duration_since(b).unwrap_or_else(|error| error.duration())
}

/// The nearest moment that HTTP can write.
fn writable(moment: SystemTime) -> SystemTime {
    moment.clamp(SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + Duration::from_secs(LATEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_and_other_forms_do_not() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_767_323_045, "2026-01-02T03:04:05Z"),
            (LATEST, "9999-12-31T23:59:59Z"),
        ] {
            let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(timestamp(moment), text);
            assert_eq!(parse(text, API), Some(moment));
            assert_eq!(parse(&text.replace(['-', ':'], ""), STORAGE), Some(moment));
        }
        let wrong = ["", "2026-1-2T03:04:05Z", "2026-13-02T03:04:05Z", "2026-00-02T03:04:05Z", "2026-01-02T24:04:05Z"];
        for wrong in wrong.into_iter().chain(["2026-01-02t03:04:05Z", "2026-01-02T03:04:05Z ", "２026-01-02T03:04:05"])
        {
            assert_eq!(parse(wrong, API), None, "{wrong}");
        }
    }
}

//! `Retry-After` (RFC 9110, section 10.2.3): seconds or a date.

use std::time::Duration;

use telemetry_core::transport::Response;

/// How long the server asks to wait, counted from `now` in milliseconds since 1970. Zero, the past
/// and what cannot be read count as not given.
pub(crate) fn retry_after(response: &Response, now: u64) -> Option<Duration> {
    wait(response.retry_after.as_deref(), now)
}

fn wait(field: Option<&str>, now: u64) -> Option<Duration> {
    let field = field?.trim();
    let wait = match field.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => until(field, now)?,
    };
    (!wait.is_zero()).then_some(wait)
}

#[cfg(any(feature = "application-insights", feature = "otlp"))]
fn until(date: &str, now: u64) -> Option<Duration> {
    let now = std::time::SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(now))?;
    httpdate::parse_http_date(date).ok()?.duration_since(now).ok()
}

/// Aptabase and PostHog send no dates.
#[cfg(not(any(feature = "application-insights", feature = "otlp")))]
fn until(_: &str, _: u64) -> Option<Duration> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_795_233_000_000;

    #[test]
    fn seconds_are_read() {
        assert_eq!(wait(Some("7"), NOW), Some(Duration::from_secs(7)));
    }

    #[cfg(any(feature = "application-insights", feature = "otlp"))]
    #[test]
    fn dates_are_read() {
        assert_eq!(wait(Some("Sat, 21 Nov 2026 03:50:30 GMT"), NOW), Some(Duration::from_secs(30)));
    }

    #[test]
    fn what_makes_no_sense_counts_as_not_given() {
        for field in
            ["0", "-1", "", "soon", "Sat, 21 Nov 2026 03:49:00 GMT", "1e9", "99999999999999999999"]
        {
            assert_eq!(wait(Some(field), NOW), None, "{field}");
        }
        assert_eq!(wait(None, NOW), None);
    }
}

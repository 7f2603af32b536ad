//! Time, passed in: the worker and the sessions know no other.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// A source of time.
pub trait Clock: Send + Sync + 'static {
    /// The calendar time, in which events are stamped. It may jump both ways.
    fn now(&self) -> SystemTime;

    /// The time since some fixed moment, in which everything waits. It never goes back.
    fn elapsed(&self) -> Duration;

    /// How long a thread may really sleep before it looks again whether `until`, in
    /// [`elapsed`](Self::elapsed) time, has come; `None` to sleep until woken.
    fn sleep_for(&self, until: Duration) -> Option<Duration>;

    /// Hands over what wakes the sleepers. A clock that is moved by hand calls it after each move.
    fn on_move(&self, wake: Wake) {
        drop(wake);
    }
}

/// Wakes whoever sleeps until a time of the clock.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// A clock that starts to count now.
    pub fn new() -> Self {
        Self { started: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    fn sleep_for(&self, until: Duration) -> Option<Duration> {
        Some(until.saturating_sub(self.elapsed()))
    }
}

/// Milliseconds since 1970; times before that count as 1970.
pub(crate) fn unix_milliseconds(time: SystemTime) -> u64 {
    milliseconds(time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default())
}

/// A duration in whole milliseconds.
pub(crate) fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// The last moment that RFC 3339 can write, in milliseconds since 1970: the end of the year 9999.
pub const LAST: u64 = 253_402_300_799_999;

/// A time in milliseconds since 1970 as RFC 3339 writes it, in UTC: `2026-11-21T03:50:00.123Z`.
pub fn rfc3339(unix_milliseconds: u64) -> impl fmt::Display {
    let since = Duration::from_millis(unix_milliseconds.min(LAST));
    humantime::format_rfc3339_millis(SystemTime::UNIX_EPOCH + since)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_backends_read_them() {
        assert_eq!(rfc3339(1_795_233_000_123).to_string(), "2026-11-21T03:50:00.123Z");
        assert_eq!(rfc3339(0).to_string(), "1970-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(u64::MAX).to_string(), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn a_time_before_1970_counts_as_1970() {
        assert_eq!(unix_milliseconds(SystemTime::UNIX_EPOCH - Duration::from_secs(1)), 0);
    }
}

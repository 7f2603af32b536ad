//! A clock that a test moves by hand.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::clock::{Clock, Wake};

/// A clock that stands still until it is moved.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use telemetry_core::clock::Clock;
/// use telemetry_core::testing::ManualClock;
///
/// let clock = ManualClock::new(SystemTime::UNIX_EPOCH);
/// clock.advance(Duration::from_secs(5));
/// assert_eq!(clock.elapsed(), Duration::from_secs(5));
/// ```
pub struct ManualClock {
    state: Mutex<ManualTime>,
}

struct ManualTime {
    now: SystemTime,
    elapsed: Duration,
    wakes: Vec<Wake>,
}

impl ManualClock {
    /// A clock that shows this calendar time.
    pub fn new(now: SystemTime) -> Self {
        Self { state: Mutex::new(ManualTime { now, elapsed: Duration::ZERO, wakes: Vec::new() }) }
    }

    /// Lets time pass, and wakes whoever waits for it.
    pub fn advance(&self, by: Duration) {
        let mut state = self.lock();
        state.now += by;
        state.elapsed += by;
        let wakes = state.wakes.clone();
        drop(state);
        wakes.iter().for_each(|wake| wake());
    }

    /// Sets the calendar time alone, as a user or a time server does.
    pub fn set_now(&self, now: SystemTime) {
        self.lock().now = now;
    }

    fn lock(&self) -> MutexGuard<'_, ManualTime> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for ManualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ManualClock").field("elapsed", &self.elapsed()).finish_non_exhaustive()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> SystemTime {
        self.lock().now
    }

    fn elapsed(&self) -> Duration {
        self.lock().elapsed
    }

    fn sleep_for(&self, _: Duration) -> Option<Duration> {
        None
    }

    fn on_move(&self, wake: Wake) {
        self.lock().wakes.push(wake);
    }
}

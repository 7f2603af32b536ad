//! How long.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::{Accumulator, Counters, Saved, Saver, Start};
use crate::clock::Clock;
use crate::field::{Closed, SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::{Aggregation, Policy, Shape};

/// How long it took, in whole milliseconds: from its start to the moment when its event is tracked.
///
/// In a session it runs from the first update to the last one, or to the end that the application calls:
/// the pause after which a session counts as over is no part of it.
///
/// ```
/// use std::sync::Arc;
/// use std::time::{Duration, SystemTime};
/// use telemetry_core::aggregate::Stopwatch;
/// use telemetry_core::testing::ManualClock;
///
/// let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
/// let took = Stopwatch::start(clock.clone());
/// clock.advance(Duration::from_secs(3));
/// assert_eq!(took.elapsed(), Duration::from_secs(3));
/// ```
#[derive(Clone)]
pub struct Stopwatch {
    clock: Arc<dyn Clock>,
    started: Duration,
    /// When something happened last, where somebody says so.
    last: Option<Duration>,
}

impl Stopwatch {
    /// One that runs from now on, on that clock.
    pub fn start(clock: Arc<dyn Clock>) -> Self {
        let started = clock.elapsed();
        Self { clock, started, last: None }
    }

    /// How long it has run.
    pub fn elapsed(&self) -> Duration {
        self.last.unwrap_or_else(|| self.clock.elapsed()).saturating_sub(self.started)
    }
}

impl fmt::Debug for Stopwatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Stopwatch").field(&self.elapsed()).finish()
    }
}

#[diagnostic::do_not_recommend]
impl Accumulator for Stopwatch {
    const STORABLE: bool = false;
    const SEAL: Seal = SEAL;

    fn begin(start: &Start, _: u8) -> Self {
        Self::start(Arc::clone(&start.clock))
    }

    fn merge(&mut self, other: Self) {
        self.started = self.started.min(other.started);
        self.last = self.last.max(other.last);
    }

    fn counters(&mut self) -> &mut dyn Counters {
        self
    }
}

impl Counters for Stopwatch {
    /// That time passes is nothing seen.
    fn is_empty(&self) -> bool {
        true
    }

    fn touch(&mut self) {
        self.last = Some(self.clock.elapsed());
    }

    fn save(&self, _: &mut Saver<'_>) {}

    fn absorb(&mut self, _: &mut Saved<'_>) -> Option<()> {
        Some(())
    }
}

#[diagnostic::do_not_recommend]
impl Closed for Stopwatch {
    const POLICY: Policy = Policy::aggregated(Aggregation::Elapsed, Shape::MILLISECONDS);
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        recorder.milliseconds(property, self.elapsed());
    }
}

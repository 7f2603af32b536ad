//! How much in all.

use std::ops::AddAssign;
use std::time::Duration;

use super::{Accumulator, Counters, Saved, Saver, Start};
use crate::clock::milliseconds;
use crate::field::{Closed, SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::{Aggregation, Kind, Policy, Shape, Size};

/// How much there was in all: a property that is a whole number. A duration counts in milliseconds.
///
/// ```
/// use std::time::Duration;
/// use telemetry_core::aggregate::Sum;
///
/// let (mut tokens, mut busy_ms) = (Sum::default(), Sum::default());
/// tokens += 1024;
/// busy_ms += Duration::from_secs(2);
/// assert_eq!((tokens.get(), busy_ms.get()), (1024, 2000));
/// ```
///
/// It ends at `u64::MAX` and does not wrap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    total: u64,
}

impl Sum {
    /// How much there was in all.
    pub fn get(self) -> u64 {
        self.total
    }
}

impl AddAssign<u64> for Sum {
    fn add_assign(&mut self, more: u64) {
        self.total = self.total.saturating_add(more);
    }
}

impl AddAssign<Duration> for Sum {
    fn add_assign(&mut self, more: Duration) {
        *self += milliseconds(more);
    }
}

#[diagnostic::do_not_recommend]
impl Accumulator for Sum {
    const STORABLE: bool = true;
    const SEAL: Seal = SEAL;

    fn begin(_: &Start, _: u8) -> Self {
        Self::default()
    }

    fn merge(&mut self, other: Self) {
        *self += other.total;
    }

    fn counters(&mut self) -> &mut dyn Counters {
        self
    }
}

impl Counters for Sum {
    fn is_empty(&self) -> bool {
        self.total == 0
    }

    fn save(&self, saver: &mut Saver<'_>) {
        saver.number(self.total);
    }

    fn absorb(&mut self, saved: &mut Saved<'_>) -> Option<()> {
        *self += saved.number()?;
        Some(())
    }
}

#[diagnostic::do_not_recommend]
impl Closed for Sum {
    const POLICY: Policy =
        Policy::aggregated(Aggregation::Sum, Shape::of(Kind::Integer, Size::Bits(64)));
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        recorder.unsigned(property, self.total);
    }
}

//! How many.

use std::ops::AddAssign;

use super::{Accumulator, Counters, Saved, Saver, Start};
use crate::field::{Closed, SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::{Aggregation, Kind, Policy, Shape, Size};

/// How many there were: a property that is a whole number.
///
/// ```
/// use telemetry_core::aggregate::Count;
///
/// let mut turns = Count::default();
/// turns += 1;
/// turns += 2;
/// assert_eq!(turns.get(), 3);
/// ```
///
/// It ends at `u64::MAX` and does not wrap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count(u64);

impl Count {
    /// How many there were.
    pub fn get(self) -> u64 {
        self.0
    }
}

impl AddAssign<u64> for Count {
    fn add_assign(&mut self, more: u64) {
        self.0 = self.0.saturating_add(more);
    }
}

#[diagnostic::do_not_recommend]
impl Accumulator for Count {
    const STORABLE: bool = true;
    const SEAL: Seal = SEAL;

    fn begin(_: &Start, _: u8) -> Self {
        Self::default()
    }

    fn merge(&mut self, other: Self) {
        *self += other.0;
    }

    fn counters(&mut self) -> &mut dyn Counters {
        self
    }
}

impl Counters for Count {
    fn is_empty(&self) -> bool {
        self.0 == 0
    }

    fn save(&self, saver: &mut Saver<'_>) {
        saver.number(self.0);
    }

    fn absorb(&mut self, saved: &mut Saved<'_>) -> Option<()> {
        *self += saved.number()?;
        Some(())
    }
}

#[diagnostic::do_not_recommend]
impl Closed for Count {
    const POLICY: Policy =
        Policy::aggregated(Aggregation::Count, Shape::of(Kind::Integer, Size::Bits(64)));
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        recorder.unsigned(property, self.0);
    }
}

//! The largest.

use super::{Accumulator, Counters, Saved, Saver, Start};
use crate::field::{Closed, SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::{Aggregation, Kind, Policy, Shape, Size};

/// The largest number that was seen: a property that is a whole number, and absent where none was.
///
/// ```
/// use telemetry_core::aggregate::Max;
///
/// let mut open_files = Max::default();
/// assert_eq!(open_files.get(), None);
/// open_files.see(3);
/// open_files.see(1);
/// assert_eq!(open_files.get(), Some(3));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Max {
    largest: Option<u64>,
}

impl Max {
    /// Takes in a number.
    pub fn see(&mut self, number: u64) {
        self.largest = self.largest.max(Some(number));
    }

    /// The largest number.
    pub fn get(self) -> Option<u64> {
        self.largest
    }
}

#[diagnostic::do_not_recommend]
impl Accumulator for Max {
    const STORABLE: bool = true;
    const SEAL: Seal = SEAL;

    fn begin(_: &Start, _: u8) -> Self {
        Self::default()
    }

    fn merge(&mut self, other: Self) {
        self.largest = self.largest.max(other.largest);
    }

    fn counters(&mut self) -> &mut dyn Counters {
        self
    }
}

impl Counters for Max {
    fn is_empty(&self) -> bool {
        self.largest.is_none()
    }

    fn save(&self, saver: &mut Saver<'_>) {
        saver.number(u64::from(self.largest.is_some()));
        if let Some(largest) = self.largest {
            saver.number(largest);
        }
    }

    fn absorb(&mut self, saved: &mut Saved<'_>) -> Option<()> {
        match saved.number()? {
            0 => {}
            1 => self.see(saved.number()?),
            _ => return None,
        }
        Some(())
    }
}

#[diagnostic::do_not_recommend]
impl Closed for Max {
    const POLICY: Policy = Policy::aggregated(
        Aggregation::Maximum,
        Shape::of(Kind::Integer, Size::Bits(64)).optional(true),
    );
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        if let Some(largest) = self.largest {
            recorder.unsigned(property, largest);
        }
    }
}

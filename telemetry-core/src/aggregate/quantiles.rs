//! How large most of them are.

use super::{Accumulator, Counters, Saved, Saver, Start};
use crate::field::{Generalisable, SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::{Aggregation, Kind, Policy, Shape, Size, Treatment};

/// How much larger the upper end of a bin is than its lower end. The number that stands for a bin is
/// `(GROWTH - 1) / (GROWTH + 1)`, less than 0.9 %, off any number in it.
const GROWTH: f64 = 1.018;

/// What is smaller counts as 0.
const SMALLEST: f64 = 1e-3;

/// The bins from a thousandth to a billion: ln(1e12) / ln(1.018), rounded up. What is larger counts as a
/// billion.
pub const MOST_BINS: usize = 1549;

/// How large numbers are: half of them are at most `<field>_p50`, and 95 % at most `<field>_p95`, the two
/// properties that it is sent as. Durations count in milliseconds. Absent where no number was seen.
///
/// Each is within 1 % of the very number that stands at that place in the sorted list, however many
/// there are, where the number is between 0.001 and a billion; smaller ones count as 0, larger ones as a
/// billion. What is not finite is not counted.
///
/// It is a histogram whose bins grow by 1.8 %, as DDSketch has it (Masson, Rim and Lee, 2019): at most
/// [`MOST_BINS`] numbers of 8 bytes, and no more than 25 KB with the room that they grow into; as much as
/// the numbers that came are apart from each other.
///
/// ```
/// use std::time::Duration;
/// use telemetry_core::aggregate::Quantiles;
///
/// let mut latency_ms = Quantiles::default();
/// for milliseconds in 1..=100 {
///     latency_ms.see(Duration::from_millis(milliseconds));
/// }
/// let p95 = latency_ms.quantile(0.95).unwrap_or_default();
/// assert!((p95 - 95.0).abs() < 0.95);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Quantiles {
    zeros: u64,
    /// The bin that the first of `bins` is.
    first: usize,
    bins: Vec<u64>,
}

impl Quantiles {
    /// Takes in a number, or a duration in milliseconds.
    pub fn see(&mut self, number: impl Generalisable) {
        let Some(number) = number.magnitude().filter(|number| number.is_finite()) else { return };
        if number < SMALLEST {
            self.zeros = self.zeros.saturating_add(1);
        } else {
            // Not negative, and the cast ends at the largest number there is.
            self.add(((number / SMALLEST).ln() / GROWTH.ln()) as usize, 1);
        }
    }

    /// Takes in all that another one has seen.
    pub fn see_all(&mut self, other: &Self) {
        self.zeros = self.zeros.saturating_add(other.zeros);
        for (at, times) in other.filled() {
            self.add(at, times);
        }
    }

    /// How many numbers were seen.
    pub fn len(&self) -> u64 {
        self.bins.iter().fold(self.zeros, |sum, times| sum.saturating_add(*times))
    }

    /// Whether no number was seen.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number that so large a part of all, from 0 to 1, does not exceed; `None` where there is none.
    pub fn quantile(&self, part: f64) -> Option<f64> {
        let count = self.len();
        if count == 0 {
            return None;
        }
        let rank = ((part * count as f64).ceil() as u64).clamp(1, count);
        let mut below = self.zeros;
        if below >= rank {
            return Some(0.0);
        }
        for (at, times) in self.filled() {
            below = below.saturating_add(times);
            if below >= rank {
                let lower = SMALLEST * GROWTH.powf(at as f64);
                return Some(lower * 2.0 * GROWTH / (GROWTH + 1.0));
            }
        }
        None
    }

    /// The bins that hold numbers, and how many.
    fn filled(&self) -> impl Iterator<Item = (usize, u64)> {
        let bins = self.bins.iter().enumerate().filter(|(_, times)| **times > 0);
        bins.map(|(at, times)| (self.first + at, *times))
    }

    fn add(&mut self, bin: usize, times: u64) {
        let bin = bin.min(MOST_BINS - 1);
        if self.bins.is_empty() {
            self.first = bin;
        }
        if let Some(before) = self.first.checked_sub(bin).filter(|before| *before > 0) {
            self.bins.splice(..0, std::iter::repeat_n(0, before));
            self.first = bin;
        }
        let at = bin - self.first;
        if at >= self.bins.len() {
            self.bins.resize(at + 1, 0);
        }
        self.bins[at] = self.bins[at].saturating_add(times);
    }
}

#[diagnostic::do_not_recommend]
impl Accumulator for Quantiles {
    const STORABLE: bool = true;
    const SEAL: Seal = SEAL;

    fn begin(_: &Start, _: u8) -> Self {
        Self::default()
    }

    fn merge(&mut self, other: Self) {
        self.see_all(&other);
    }

    fn counters(&mut self) -> &mut dyn Counters {
        self
    }
}

impl Counters for Quantiles {
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn save(&self, saver: &mut Saver<'_>) {
        saver.number(self.zeros);
        saver.number(self.filled().count() as u64);
        for (bin, times) in self.filled() {
            saver.number(bin as u64);
            saver.number(times);
        }
    }

    fn absorb(&mut self, saved: &mut Saved<'_>) -> Option<()> {
        self.zeros = self.zeros.saturating_add(saved.number()?);
        for _ in 0..saved.number()? {
            let bin = usize::try_from(saved.number()?).ok().filter(|bin| *bin < MOST_BINS)?;
            let times = saved.number()?;
            self.add(bin, times);
        }
        Some(())
    }
}

/// The type that becomes two properties: [`Quantiles`], under its own name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is called `Quantiles` and is another type",
    label = "not `telemetry::aggregate::Quantiles`",
    note = "rename it, or write\n    latency_ms: telemetry::aggregate::Quantiles,"
)]
pub trait Quantilable {
    /// What half of the numbers do not exceed.
    const P50: Policy;
    /// What 95 % of the numbers do not exceed.
    const P95: Policy;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the quantile that a property declares.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);
}

const fn policy(percent: u8) -> Policy {
    // A number for each bin, and 0.
    let values = Size::Values(MOST_BINS as u32 + 1);
    Policy::aggregated(
        Aggregation::Quantile { percent },
        Shape::of(Kind::Number, values).optional(true),
    )
}

#[diagnostic::do_not_recommend]
impl Quantilable for Quantiles {
    const P50: Policy = policy(50);
    const P95: Policy = policy(95);
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        if let Some(Treatment::Aggregated(Aggregation::Quantile { percent })) =
            recorder.treatment(property)
            && let Some(number) = self.quantile(f64::from(*percent) / 100.0)
        {
            recorder.number(property, number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_within_the_bound_at_every_place() {
        for exponent in -290..890 {
            let number = 10f64.powf(f64::from(exponent) / 100.0);
            let mut quantiles = Quantiles::default();
            quantiles.see(number);
            let found = quantiles.quantile(0.5).unwrap_or_default();
            assert!((found - number).abs() <= 0.009 * number, "{number} is told as {found}");
        }
    }

    /// The bound of the documentation, also where the bins grow one by one.
    #[test]
    fn the_memory_is_bounded() {
        for backwards in [false, true] {
            let mut quantiles = Quantiles::default();
            for exponent in -400..1000 {
                let exponent = if backwards { 600 - exponent } else { exponent };
                quantiles.see(10f64.powf(f64::from(exponent) / 100.0));
            }
            let bytes = quantiles.bins.capacity() * size_of::<u64>();
            assert!(bytes <= 25_000 && quantiles.bins.len() == MOST_BINS, "{bytes}");
        }
    }

    #[test]
    fn every_number_has_its_place() {
        let mut quantiles = Quantiles::default();
        for number in [f64::MAX, f64::MIN, 0.0, -1.0, f64::MIN_POSITIVE, 1e9, 1e300, 0.001, 1.0] {
            quantiles.see(number);
        }
        quantiles.see(f64::NAN);
        quantiles.see(f64::INFINITY);
        quantiles.see(None::<u32>);
        assert_eq!(quantiles.len(), 9);
        assert_eq!(quantiles.bins.len(), MOST_BINS);
        let bytes = quantiles.bins.capacity() * size_of::<u64>();
        assert!(bytes <= 25_000, "{bytes}");
        assert_eq!(quantiles.quantile(0.0), Some(0.0));
        let largest = quantiles.quantile(1.0).unwrap_or_default();
        assert!((largest - 1e9).abs() < 1e7, "{largest}");
    }
}

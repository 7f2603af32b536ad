//! How many different ones.

use std::fmt;
use std::sync::Arc;

use super::saved::digest;
use super::{Accumulator, Counters, Saved, Saver, Start};
use crate::field::{Closed, SEAL, Salts, Seal};
use crate::label::TelemetryEnum;
use crate::recorder::Recorder;
use crate::schema::{Aggregation, Kind, Policy, Shape, Size};
use crate::set::{Bits, Set};

/// The different texts that a [`Distinct<String>`] counts; beyond that it stays where it is, so that it
/// takes 8 KiB at most.
pub const MOST_TEXTS: usize = 1024;

/// How many different ones there were: a property that is a whole number.
///
/// Of the labels of a closed enum it keeps a bit each. Of texts, `Distinct<String>`, it keeps fingerprints
/// of 64 bits, a hash with the application's salt, and never the text; space around a text does not count,
/// nor does a text of nothing else. On disk, where a [`Rollup`](super::Rollup) keeps a day's, fingerprints
/// are hashed once more, with a random key that lasts as long as the day.
///
/// ```
/// use telemetry_core::aggregate::Distinct;
/// # use telemetry_core::label::{Labels, TelemetryEnum};
/// # enum Tool { Shell, Search }
/// # impl TelemetryEnum for Tool {
/// #     const LABELS: Labels = Labels::new(&["shell", "search"], &[false; 2], "");
/// #     fn ordinal(&self) -> u8 { match self { Self::Shell => 0, Self::Search => 1 } }
/// # }
///
/// let mut tools = Distinct::default();
/// tools.see(Tool::Shell);
/// tools.see(Tool::Search);
/// tools.see(Tool::Shell);
/// assert_eq!(tools.len(), 2);
/// ```
pub struct Distinct<T: Distinguishable> {
    seen: T::Seen,
}

/// What a [`Distinct`] can tell apart: the labels of a closed enum, and texts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a closed enum nor text, so different ones are not counted",
    label = "`Distinct` takes closed enums and `String`",
    note = "for closed values write\n    #[derive(TelemetryEnum)]\n    enum Kind {{ .. }}",
    note = "for texts, of which fingerprints are kept only, write\n    Distinct<String>"
)]
pub trait Distinguishable {
    #[doc(hidden)]
    type Seen: Clone + Send;
    #[doc(hidden)]
    const SEAL: Seal;
}

impl<T: Distinguishable> Clone for Distinct<T> {
    fn clone(&self) -> Self {
        Self { seen: self.seen.clone() }
    }
}

/// Shows the number only.
impl<T: Distinguishable> fmt::Debug for Distinct<T>
where
    Self: Counted,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Distinct").field(&self.count()).finish()
    }
}

/// What every [`Distinct`] has in common.
pub trait Counted {
    #[doc(hidden)]
    const MOST: usize;
    #[doc(hidden)]
    const SEAL: Seal;

    #[doc(hidden)]
    fn count(&self) -> usize;
}

#[diagnostic::do_not_recommend]
impl<T: Distinguishable> Closed for Distinct<T>
where
    Self: Counted,
{
    const POLICY: Policy = {
        let values = Size::Values(Self::MOST as u32 + 1);
        Policy::aggregated(
            Aggregation::Distinct { most: Self::MOST },
            Shape::of(Kind::Integer, values),
        )
    };
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        recorder.unsigned(property, self.count() as u64);
    }
}

#[diagnostic::do_not_recommend]
impl<E: TelemetryEnum> Distinguishable for E {
    type Seen = Bits;
    const SEAL: Seal = SEAL;
}

impl<E: TelemetryEnum> Default for Distinct<E> {
    fn default() -> Self {
        Self { seen: Bits::default() }
    }
}

impl<E: TelemetryEnum> Distinct<E> {
    /// Takes in a value.
    pub fn see(&mut self, value: E) {
        self.seen.insert(value.ordinal());
    }

    /// Takes in all that another one has seen.
    pub fn see_all(&mut self, other: &Self) {
        self.seen.union(other.seen);
    }

    /// How many different ones there were.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether there was none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Each of them counts.
impl<E: TelemetryEnum> From<Set<E>> for Distinct<E> {
    fn from(set: Set<E>) -> Self {
        Self { seen: set.bits }
    }
}

impl<E: TelemetryEnum> Counted for Distinct<E> {
    const MOST: usize = E::LABELS.names.len();
    const SEAL: Seal = SEAL;

    fn count(&self) -> usize {
        self.len()
    }
}

impl<E: TelemetryEnum> Accumulator for Distinct<E> {
    const STORABLE: bool = true;
    const SEAL: Seal = SEAL;

    fn begin(_: &Start, _: u8) -> Self {
        Self::default()
    }

    fn merge(&mut self, other: Self) {
        self.see_all(&other);
    }
}

impl<E: TelemetryEnum> Counters for Distinct<E> {
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn save(&self, saver: &mut Saver<'_>) {
        saver.number(self.len() as u64);
        self.seen.ordinals().for_each(|ordinal| saver.number(ordinal.into()));
    }

    fn absorb(&mut self, saved: &mut Saved<'_>) -> Option<()> {
        for _ in 0..saved.number()? {
            let ordinal = u8::try_from(saved.number()?).ok()?;
            if usize::from(ordinal) >= Self::MOST {
                return None;
            }
            self.seen.insert(ordinal);
        }
        Some(())
    }
}

#[diagnostic::do_not_recommend]
impl Distinguishable for String {
    type Seen = Fingerprints;
    const SEAL: Seal = SEAL;
}

/// The fingerprints of texts, in order.
#[derive(Clone)]
pub struct Fingerprints {
    salts: Arc<Salts>,
    sorted: Vec<u64>,
}

impl Fingerprints {
    fn insert(&mut self, fingerprint: u64) {
        if let Err(place) = self.sorted.binary_search(&fingerprint)
            && self.sorted.len() < MOST_TEXTS
        {
            self.sorted.insert(place, fingerprint);
        }
    }
}

impl Distinct<String> {
    /// Takes in a text.
    pub fn see(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            let salt = self.seen.salts.of_application();
            self.seen.insert(digest(format!("{salt}:").as_bytes(), text.as_bytes()));
        }
    }

    /// Takes in all that another one has seen.
    pub fn see_all(&mut self, other: &Self) {
        other.seen.sorted.iter().for_each(|fingerprint| self.seen.insert(*fingerprint));
    }

    /// How many different ones there were, [`MOST_TEXTS`] at most.
    pub fn len(&self) -> usize {
        self.seen.sorted.len()
    }

    /// Whether there was none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Counted for Distinct<String> {
    const MOST: usize = MOST_TEXTS;
    const SEAL: Seal = SEAL;

    fn count(&self) -> usize {
        self.len()
    }
}

impl Accumulator for Distinct<String> {
    const STORABLE: bool = true;
    const SEAL: Seal = SEAL;

    fn begin(start: &Start, _: u8) -> Self {
        Self { seen: Fingerprints { salts: Arc::clone(&start.salts), sorted: Vec::new() } }
    }

    fn merge(&mut self, other: Self) {
        self.see_all(&other);
    }
}

impl Counters for Distinct<String> {
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn save(&self, saver: &mut Saver<'_>) {
        saver.number(self.len() as u64);
        self.seen.sorted.iter().for_each(|fingerprint| saver.fingerprint(*fingerprint));
    }

    fn absorb(&mut self, saved: &mut Saved<'_>) -> Option<()> {
        for _ in 0..saved.number()? {
            self.seen.insert(saved.fingerprint()?);
        }
        Some(())
    }
}

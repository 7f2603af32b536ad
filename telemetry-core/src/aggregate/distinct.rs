//! How many different ones.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::saved::digest;
use super::{Accumulator, Counters, Saved, Saver, Start};
use crate::field::{Closed, SEAL, Salts, Seal};
use crate::label::TelemetryEnum;
use crate::recorder::Recorder;
use crate::schema::{Aggregation, Kind, Policy, Shape, Size};

/// The different texts that a [`Distinct<String>`] counts; beyond that it stays where it is, so that it
/// takes 8 KiB at most.
pub const MOST_TEXTS: usize = 1024;

/// How many different ones there were: a property that is a whole number.
///
/// Of a closed enum it keeps the places of the labels. Of texts, `Distinct<String>`, it keeps fingerprints
/// of 64 bits, a hash with the application's salt, and never the text; space around a text does not count,
/// nor does a text of nothing else. On disk, where a [`Rollup`](super::Rollup) keeps a day's, fingerprints
/// are hashed once more, with a random key that is replaced when all days that were hashed with it have
/// been taken out. The key lies beside them in the same file: who has the file cannot read a text, but can
/// test guesses.
///
/// ```
/// use telemetry_core::aggregate::Distinct;
/// # use telemetry_core::__private::{DerivesTelemetryEnum, Labels};
/// # enum Tool { Shell, Search }
/// # impl DerivesTelemetryEnum<()> for Tool {
/// #     const LABELS: Labels = Labels::new(&["shell", "search"], &[false; 2], "");
/// #     fn ordinal(&self) -> u8 { match self { Self::Shell => 0, Self::Search => 1 } }
/// # }
///
/// let mut tools = Distinct::<Tool>::default();
/// tools.see(Tool::Shell);
/// tools.see(Tool::Search);
/// tools.see(Tool::Shell);
/// assert_eq!(tools.len(), 2);
/// ```
pub struct Distinct<T> {
    /// The ordinals of labels or the fingerprints of texts, in order.
    seen: Vec<u64>,
    /// What texts are hashed with.
    salts: Option<Arc<Salts>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Distinct<T> {
    fn new(salts: Option<Arc<Salts>>) -> Self {
        Self { seen: Vec::new(), salts, of: PhantomData }
    }

    /// How many different ones there were; of texts, [`MOST_TEXTS`] at most.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether there was none.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Takes in all that another one has seen.
    pub fn see_all(&mut self, other: &Self) {
        other.seen.iter().for_each(|one| self.insert(*one));
    }

    /// There are no more labels than that, whatever they are of.
    fn insert(&mut self, one: u64) {
        if let Err(place) = self.seen.binary_search(&one)
            && self.seen.len() < MOST_TEXTS
        {
            self.seen.insert(place, one);
        }
    }

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        recorder.unsigned(property, self.len() as u64);
    }
}

const fn policy(most: usize) -> Policy {
    let shape = Shape::of(Kind::Integer, Size::Values(most as u32 + 1));
    Policy::aggregated(Aggregation::Distinct { most }, shape)
}

impl<T> Clone for Distinct<T> {
    fn clone(&self) -> Self {
        Self { seen: self.seen.clone(), salts: self.salts.clone(), of: PhantomData }
    }
}

/// Shows the number only.
impl<T> fmt::Debug for Distinct<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Distinct").field(&self.len()).finish()
    }
}

impl<E: TelemetryEnum> Default for Distinct<E> {
    fn default() -> Self {
        Self::new(None)
    }
}

impl<E: TelemetryEnum> Distinct<E> {
    const MOST: usize = E::LABELS.names.len();

    /// Takes in a value.
    pub fn see(&mut self, value: E) {
        self.insert(value.ordinal().into());
    }
}

#[diagnostic::do_not_recommend]
impl<E: TelemetryEnum> Closed for Distinct<E> {
    const POLICY: Policy = policy(Self::MOST);
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        self.record(property, recorder);
    }
}

#[diagnostic::do_not_recommend]
impl<E: TelemetryEnum> Accumulator for Distinct<E> {
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

impl<E: TelemetryEnum> Counters for Distinct<E> {
    fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    fn save(&self, saver: &mut Saver<'_>) {
        saver.number(self.len() as u64);
        self.seen.iter().for_each(|ordinal| saver.number(*ordinal));
    }

    fn absorb(&mut self, saved: &mut Saved<'_>) -> Option<()> {
        for _ in 0..saved.number()? {
            let ordinal = saved.number().filter(|ordinal| *ordinal < Self::MOST as u64)?;
            self.insert(ordinal);
        }
        Some(())
    }
}

impl Distinct<String> {
    /// Takes in a text.
    pub fn see(&mut self, text: &str) {
        let text = text.trim();
        if let Some(salts) = self.salts.as_ref().filter(|_| !text.is_empty()) {
            let fingerprint = digest(salts.of_application(), text);
            self.insert(fingerprint);
        }
    }
}

#[diagnostic::do_not_recommend]
impl Closed for Distinct<String> {
    const POLICY: Policy = policy(MOST_TEXTS);
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        self.record(property, recorder);
    }
}

#[diagnostic::do_not_recommend]
impl Accumulator for Distinct<String> {
    const STORABLE: bool = true;
    const SEAL: Seal = SEAL;

    fn begin(start: &Start, _: u8) -> Self {
        Self::new(Some(Arc::clone(&start.salts)))
    }

    fn merge(&mut self, other: Self) {
        self.see_all(&other);
    }

    fn counters(&mut self) -> &mut dyn Counters {
        self
    }
}

impl Counters for Distinct<String> {
    fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    fn save(&self, saver: &mut Saver<'_>) {
        saver.number(self.len() as u64);
        self.seen.iter().for_each(|fingerprint| saver.fingerprint(*fingerprint));
    }

    fn absorb(&mut self, saved: &mut Saved<'_>) -> Option<()> {
        for _ in 0..saved.number()? {
            let fingerprint = saved.fingerprint()?;
            self.insert(fingerprint);
        }
        Some(())
    }
}

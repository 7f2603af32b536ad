//! Sets of closed enums, sent as one property.

use std::fmt;
use std::marker::PhantomData;

use crate::label::TelemetryEnum;

/// The most labels of an enum, in words.
const WORDS: usize = 4;

/// Some values of a closed enum, each at most once: a property that is sent as `a,b`, in the order in
/// which the enum declares them.
///
/// It has no more than its 32 bytes, whatever it holds.
pub struct Set<E> {
    pub(crate) bits: Bits,
    values: PhantomData<fn() -> E>,
}

/// A bit for each ordinal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Bits([u64; WORDS]);

impl Bits {
    fn place(ordinal: u8) -> (usize, u64) {
        (usize::from(ordinal) / 64, 1 << (ordinal % 64))
    }

    pub(crate) fn insert(&mut self, ordinal: u8) -> bool {
        let (word, bit) = Self::place(ordinal);
        let is_new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_new
    }

    fn contains(&self, ordinal: u8) -> bool {
        let (word, bit) = Self::place(ordinal);
        self.0[word] & bit != 0
    }

    pub(crate) fn ordinals(self) -> impl Iterator<Item = u8> {
        (0..=u8::MAX).filter(move |ordinal| self.contains(*ordinal))
    }

    fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }
}

impl<E> Set<E> {
    /// The empty set.
    pub const fn new() -> Self {
        Self { bits: Bits([0; WORDS]), values: PhantomData }
    }

    /// How many values it holds.
    pub fn len(&self) -> usize {
        self.bits.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<E> Set<E> {
    /// Adds a value; `false` where it was there before.
    pub fn insert(&mut self, value: E) -> bool
    where
        E: TelemetryEnum,
    {
        self.bits.insert(value.ordinal())
    }

    /// Whether it holds the value.
    pub fn contains(&self, value: &E) -> bool
    where
        E: TelemetryEnum,
    {
        self.bits.contains(value.ordinal())
    }
}

impl<E: TelemetryEnum> Set<E> {
    fn labels(&self) -> impl Iterator<Item = &'static str> + use<E> {
        let labels = E::LABELS.names;
        self.bits.ordinals().filter_map(|ordinal| labels.get(usize::from(ordinal)).copied())
    }
}

impl<E: TelemetryEnum> Extend<E> for Set<E> {
    fn extend<I: IntoIterator<Item = E>>(&mut self, values: I) {
        for value in values {
            self.insert(value);
        }
    }
}

impl<E: TelemetryEnum> FromIterator<E> for Set<E> {
    fn from_iter<I: IntoIterator<Item = E>>(values: I) -> Self {
        let mut set = Self::new();
        set.extend(values);
        set
    }
}

impl<E: TelemetryEnum, const N: usize> From<[E; N]> for Set<E> {
    fn from(values: [E; N]) -> Self {
        values.into_iter().collect()
    }
}

impl<E> Clone for Set<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Set<E> {}

impl<E> Default for Set<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> PartialEq for Set<E> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}

impl<E> Eq for Set<E> {}

impl<E: TelemetryEnum> fmt::Debug for Set<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.labels()).finish()
    }
}

//! The one value that was seen, if it was one.

use std::fmt;
use std::sync::Arc;

use super::{Accumulator, Counters, Saved, Saver, Start};
use crate::field::{Closed, Hash, Pseudonym, Pseudonymisable, SEAL, Salts, Seal};
use crate::label::TelemetryEnum;
use crate::recorder::Recorder;
use crate::schema::{Aggregation, Policy, Shape};

/// The value that was seen, where all that were seen are the same; absent where none or several were.
///
/// Of a closed enum it is the label. Of a text, `Sole<String>`, it is a pseudonym, made as the text comes
/// in, so that no text is kept; it needs `#[hash]`:
///
/// ```ignore
/// /// The model that answered, if it was one.
/// #[hash(salt = none, length = 16)]
/// model: Sole<String>,
/// ```
///
/// A text of nothing but space is none.
pub struct Sole<T: Single> {
    seen: Seen<T::Kept>,
    how: T::How,
}

/// What a [`Sole`] can keep: the label of a closed enum, or the pseudonym of a text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a closed enum nor text, so it is not kept",
    label = "`Sole` takes closed enums and `String`",
    note = "for closed values write\n    #[derive(TelemetryEnum)]\n    enum Kind {{ .. }}",
    note = "for texts, of which a pseudonym is kept only, write\n    #[hash]\n    name: Sole<String>,"
)]
pub trait Single {
    #[doc(hidden)]
    type Kept: Clone + PartialEq + Send;
    #[doc(hidden)]
    type How: Clone + Send;
    #[doc(hidden)]
    const SEAL: Seal;
}

/// What was seen so far.
#[derive(Clone, Copy)]
enum Seen<K> {
    Nothing,
    One(K),
    Several,
}

impl<K: PartialEq> Seen<K> {
    fn add(&mut self, other: Self) {
        let seen = std::mem::replace(self, Self::Nothing);
        *self = match (seen, other) {
            (seen, Self::Nothing) => seen,
            (Self::Nothing, other) => other,
            (Self::One(one), Self::One(other)) if one == other => Self::One(one),
            _ => Self::Several,
        };
    }

    fn one(&self) -> Option<&K> {
        match self {
            Self::One(one) => Some(one),
            Self::Nothing | Self::Several => None,
        }
    }
}

impl<T: Single> Sole<T> {
    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        matches!(self.seen, Seen::Nothing)
    }

    /// Takes in all that another one has seen.
    pub fn see_all(&mut self, other: &Self) {
        self.seen.add(other.seen.clone());
    }
}

impl<T: Single> Clone for Sole<T> {
    fn clone(&self) -> Self {
        Self { seen: self.seen.clone(), how: self.how.clone() }
    }
}

#[diagnostic::do_not_recommend]
impl<E: TelemetryEnum> Single for E {
    /// Its ordinal.
    type Kept = u8;
    type How = ();
    const SEAL: Seal = SEAL;
}

impl<E: TelemetryEnum> Default for Sole<E> {
    fn default() -> Self {
        Self { seen: Seen::Nothing, how: () }
    }
}

impl<E: TelemetryEnum> Sole<E> {
    /// Takes in a value.
    pub fn see(&mut self, value: E) {
        self.seen.add(Seen::One(value.ordinal()));
    }

    /// The label of the value, if it was one.
    pub fn label(&self) -> Option<&'static str> {
        self.seen.one().and_then(|ordinal| E::LABELS.names.get(usize::from(*ordinal)).copied())
    }
}

impl<E: TelemetryEnum> fmt::Debug for Sole<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sole").field(&self.label()).finish()
    }
}

impl<E: TelemetryEnum> Accumulator for Sole<E>
where
    Self: Send,
{
    const STORABLE: bool = true;
    const SEAL: Seal = SEAL;

    fn begin(_: &Start, _: u8) -> Self {
        Self::default()
    }

    fn merge(&mut self, other: Self) {
        self.seen.add(other.seen);
    }
}

impl<E: TelemetryEnum> Counters for Sole<E> {
    fn is_empty(&self) -> bool {
        Sole::is_empty(self)
    }

    /// 0 for none, 1 for several, and from 2 on the ordinals.
    fn save(&self, saver: &mut Saver<'_>) {
        saver.number(match self.seen {
            Seen::Nothing => 0,
            Seen::Several => 1,
            Seen::One(ordinal) => 2 + u64::from(ordinal),
        });
    }

    fn absorb(&mut self, saved: &mut Saved<'_>) -> Option<()> {
        self.seen.add(match saved.number()? {
            0 => Seen::Nothing,
            1 => Seen::Several,
            one => {
                let ordinal = u8::try_from(one - 2).ok()?;
                E::LABELS.names.get(usize::from(ordinal))?;
                Seen::One(ordinal)
            }
        });
        Some(())
    }
}

#[diagnostic::do_not_recommend]
impl<E: TelemetryEnum> Closed for Sole<E> {
    const POLICY: Policy = Policy::aggregated(
        Aggregation::Sole,
        Shape::one_of(E::LABELS.names).described(E::LABELS.description).optional(true),
    );
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        if let Some(ordinal) = self.seen.one() {
            recorder.label(property, *ordinal);
        }
    }
}

#[diagnostic::do_not_recommend]
impl Single for String {
    type Kept = Pseudonym;
    type How = Pseudonymisation;
    const SEAL: Seal = SEAL;
}

/// How a text becomes a pseudonym: as its field says.
#[derive(Clone)]
pub struct Pseudonymisation {
    hash: Option<Hash>,
    salts: Arc<Salts>,
}

impl Sole<String> {
    /// Takes in a text, of which nothing but its pseudonym is kept.
    pub fn see(&mut self, text: &str) {
        let Pseudonymisation { hash, salts } = &self.how;
        if let Some(pseudonym) = hash.and_then(|hash| hash.of(text, salts)) {
            self.seen.add(Seen::One(pseudonym));
        }
    }

    /// The pseudonym of the text, if it was one.
    pub fn pseudonym(&self) -> Option<&str> {
        self.seen.one().map(Pseudonym::as_str)
    }
}

impl fmt::Debug for Sole<String> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sole").field(&self.pseudonym()).finish()
    }
}

impl Accumulator for Sole<String> {
    const STORABLE: bool = false;
    const SEAL: Seal = SEAL;

    fn begin(start: &Start, property: u8) -> Self {
        let salts = Arc::clone(&start.salts);
        Self { seen: Seen::Nothing, how: Pseudonymisation { hash: start.hash(property), salts } }
    }

    fn merge(&mut self, other: Self) {
        self.seen.add(other.seen);
    }
}

impl Counters for Sole<String> {
    fn is_empty(&self) -> bool {
        Sole::is_empty(self)
    }

    fn save(&self, _: &mut Saver<'_>) {}

    fn absorb(&mut self, _: &mut Saved<'_>) -> Option<()> {
        Some(())
    }
}

#[diagnostic::do_not_recommend]
impl Pseudonymisable for Sole<String> {
    const OPTIONAL: bool = true;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        if let Some(pseudonym) = self.seen.one() {
            recorder.made_pseudonym(property, pseudonym);
        }
    }
}

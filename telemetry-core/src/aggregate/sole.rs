//! The one value that was seen, if it was one.

use std::fmt;
use std::marker::PhantomData;
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
pub struct Sole<T> {
    seen: Seen,
    /// How texts become pseudonyms.
    how: Option<Pseudonymisation>,
    of: PhantomData<fn() -> T>,
}

/// What was seen so far.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    Nothing,
    /// A label, by its ordinal.
    Label(u8),
    Pseudonym(Pseudonym),
    Several,
}

/// How a text becomes a pseudonym: as its field says.
#[derive(Clone)]
struct Pseudonymisation {
    hash: Option<Hash>,
    salts: Arc<Salts>,
}

impl<T> Sole<T> {
    fn new(how: Option<Pseudonymisation>) -> Self {
        Self { seen: Seen::Nothing, how, of: PhantomData }
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.seen == Seen::Nothing
    }

    /// Takes in all that another one has seen.
    pub fn see_all(&mut self, other: &Self) {
        self.add(other.seen);
    }

    fn add(&mut self, seen: Seen) {
        if self.seen == Seen::Nothing {
            self.seen = seen;
        } else if seen != Seen::Nothing && seen != self.seen {
            self.seen = Seen::Several;
        }
    }
}

impl<T> Clone for Sole<T> {
    fn clone(&self) -> Self {
        Self { seen: self.seen, how: self.how.clone(), of: PhantomData }
    }
}

impl<E: TelemetryEnum> Default for Sole<E> {
    fn default() -> Self {
        Self::new(None)
    }
}

impl<E: TelemetryEnum> Sole<E> {
    /// Takes in a value.
    pub fn see(&mut self, value: E) {
        self.add(Seen::Label(value.ordinal()));
    }

    /// The label of the value, if it was one.
    pub fn label(&self) -> Option<&'static str> {
        match self.seen {
            Seen::Label(ordinal) => E::LABELS.names.get(usize::from(ordinal)).copied(),
            _ => None,
        }
    }
}

impl<E: TelemetryEnum> fmt::Debug for Sole<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sole").field(&self.label()).finish()
    }
}

#[diagnostic::do_not_recommend]
impl<E: TelemetryEnum> Accumulator for Sole<E> {
    const STORABLE: bool = true;
    const SEAL: Seal = SEAL;

    fn begin(_: &Start, _: u8) -> Self {
        Self::default()
    }

    fn merge(&mut self, other: Self) {
        self.add(other.seen);
    }

    fn counters(&mut self) -> &mut dyn Counters {
        self
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
            Seen::Label(ordinal) => 2 + u64::from(ordinal),
            Seen::Several | Seen::Pseudonym(_) => 1,
        });
    }

    fn absorb(&mut self, saved: &mut Saved<'_>) -> Option<()> {
        self.add(match saved.number()? {
            0 => Seen::Nothing,
            1 => Seen::Several,
            one => {
                let ordinal = u8::try_from(one - 2).ok()?;
                E::LABELS.names.get(usize::from(ordinal))?;
                Seen::Label(ordinal)
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
        if let Seen::Label(ordinal) = self.seen {
            recorder.label(property, ordinal);
        }
    }
}

impl Sole<String> {
    /// Takes in a text, of which nothing but its pseudonym is kept.
    pub fn see(&mut self, text: &str) {
        if let Some(Pseudonymisation { hash: Some(hash), salts }) = &self.how
            && let Some(pseudonym) = hash.of(text, salts)
        {
            self.add(Seen::Pseudonym(pseudonym));
        }
    }

    /// The pseudonym of the text, if it was one.
    pub fn pseudonym(&self) -> Option<&str> {
        match &self.seen {
            Seen::Pseudonym(pseudonym) => Some(pseudonym.as_str()),
            _ => None,
        }
    }
}

impl fmt::Debug for Sole<String> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sole").field(&self.pseudonym()).finish()
    }
}

#[diagnostic::do_not_recommend]
impl Accumulator for Sole<String> {
    const STORABLE: bool = false;
    const SEAL: Seal = SEAL;

    fn begin(start: &Start, property: u8) -> Self {
        let salts = Arc::clone(&start.salts);
        Self::new(Some(Pseudonymisation { hash: start.hash(property), salts }))
    }

    fn merge(&mut self, other: Self) {
        self.add(other.seen);
    }

    fn counters(&mut self) -> &mut dyn Counters {
        self
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
        if let Seen::Pseudonym(pseudonym) = &self.seen {
            recorder.made_pseudonym(property, pseudonym);
        }
    }
}

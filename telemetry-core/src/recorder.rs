//! Where the generated code hands over treated values: the last stop before the queue.

use std::sync::Arc;
use std::time::Duration;

use crate::clock::milliseconds;
use crate::detect::Rule;
use crate::encoding;
use crate::field::{Pseudonym, Salts};
use crate::filter::Filter;
use crate::schema::{Kind, Kinds, Masking, Property, Treatment};
use crate::set::Bits;

/// Receives the values of one event on the caller's thread, filters text, and writes the compact
/// form.
pub struct Recorder<'a> {
    bytes: &'a mut Vec<u8>,
    context: &'a Context,
    /// The declarations that the values are treated by.
    properties: &'static [Property],
    kinds: &'a Kinds,
    notes: Vec<Note>,
}

/// What treatments depend on beside the value.
pub(crate) struct Context {
    pub(crate) salts: Arc<Salts>,
    pub(crate) filter: Filter,
}

/// Why something did not leave of one event, or not as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// The value filter dropped the property at that place.
    Dropped(u8, Rule),
    /// A part of a text was masked.
    Masked(Rule),
    /// A value was not of the kind that its property declares.
    Mismatched,
}

impl<'a> Recorder<'a> {
    /// For the values of properties of these kinds.
    pub(crate) fn new(
        bytes: &'a mut Vec<u8>,
        context: &'a Context,
        properties: &'static [Property],
        kinds: &'a Kinds,
    ) -> Self {
        Self { bytes, context, properties, kinds, notes: Vec::new() }
    }

    /// What is done to the values of a property.
    pub(crate) fn treatment(&self, property: u8) -> Option<&'static Treatment> {
        self.properties.get(usize::from(property)).map(|property| &property.treatment)
    }

    /// What is left of the values of a property, if it is masked.
    pub(crate) fn masking(&self, property: u8) -> Option<Masking> {
        match self.treatment(property) {
            Some(Treatment::Masked(masking)) => Some(*masking),
            _ => None,
        }
    }

    /// Whether values of that property are of that kind. Else there is none to record: the derives check
    /// types, and what is written against the hidden module does not.
    fn declares(&mut self, property: u8, kind: Kind) -> bool {
        let declares = self.kinds.declare(property, kind);
        if !declares {
            self.mismatched();
        }
        declares
    }

    #[cold]
    #[inline(never)]
    fn mismatched(&mut self) {
        self.notes.push(Note::Mismatched);
    }

    /// What is to be noted.
    pub(crate) fn into_notes(self) -> Vec<Note> {
        self.notes
    }

    pub(crate) fn bool(&mut self, property: u8, value: bool) {
        if self.declares(property, Kind::Bool) {
            encoding::push_bool(self.bytes, property, value);
        }
    }

    pub(crate) fn unsigned(&mut self, property: u8, value: u64) {
        if self.declares(property, Kind::Integer) {
            encoding::push_unsigned(self.bytes, property, value);
        }
    }

    pub(crate) fn signed(&mut self, property: u8, value: i64) {
        if self.declares(property, Kind::Integer) {
            encoding::push_signed(self.bytes, property, value);
        }
    }

    pub(crate) fn number(&mut self, property: u8, value: f64) {
        if self.declares(property, Kind::Number) {
            encoding::push_number(self.bytes, property, value);
        }
    }

    pub(crate) fn milliseconds(&mut self, property: u8, value: Duration) {
        self.unsigned(property, milliseconds(value));
    }

    pub(crate) fn label(&mut self, property: u8, place: u8) {
        if self.declares(property, Kind::Text) {
            encoding::push_label(self.bytes, property, place);
        }
    }

    pub(crate) fn labels(&mut self, property: u8, set: Bits) {
        if self.declares(property, Kind::Set) {
            encoding::push_labels(self.bytes, property, set);
        }
    }

    pub(crate) fn pseudonym(&mut self, property: u8, text: &str) {
        if let Some(Treatment::Pseudonym(hash)) = self.treatment(property)
            && let Some(pseudonym) = hash.of(text, &self.context.salts)
        {
            self.made_pseudonym(property, &pseudonym);
        }
    }

    /// Records a pseudonym that was made before.
    pub(crate) fn made_pseudonym(&mut self, property: u8, pseudonym: &Pseudonym) {
        encoding::push_text(self.bytes, property, pseudonym.as_str());
    }

    /// Records the label that a text is, or the one for all others.
    pub(crate) fn listed(&mut self, property: u8, text: &str) {
        let Some(declared) = self.properties.get(usize::from(property)) else { return };
        let Treatment::AllowList { covers_all } = declared.treatment else { return };
        let labels = declared.shape.labels;
        let others = || covers_all.then(|| labels.len() - 1);
        if let Some(place) = labels.iter().position(|label| *label == text).or_else(others)
            && let Ok(place) = u8::try_from(place)
        {
            self.label(property, place);
        }
    }

    pub(crate) fn generalised(&mut self, property: u8, number: f64) {
        if let Some(Treatment::Generalised(buckets)) = self.treatment(property)
            && let Some(place) = buckets.place(number)
        {
            self.label(property, place);
        }
    }

    pub(crate) fn text(&mut self, property: u8, text: &str) {
        let leaves_as_written = matches!(
            self.treatment(property),
            Some(Treatment::Suppressed | Treatment::DeclaredSafe(_))
        );
        if !leaves_as_written {
            self.mismatched();
        } else if self.declares(property, Kind::Text) {
            match self.context.filter.check(text) {
                Ok(()) => encoding::push_text(self.bytes, property, text),
                Err(rule) => self.notes.push(Note::Dropped(property, rule)),
            }
        }
    }

    /// Records text that its treatment has masked; empty text says nothing.
    pub(crate) fn masked(&mut self, property: u8, text: &str, rules: &[Rule]) {
        self.notes.extend(rules.iter().copied().map(Note::Masked));
        if self.context.filter.trips(text) {
            self.notes.push(Note::Dropped(property, Rule::Machine));
        } else if !text.is_empty() {
            encoding::push_text(self.bytes, property, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::Values;
    use crate::field::Closed;
    use crate::schema::{Policy, Shape, Size};

    static PROPERTIES: [Property; 4] = [
        Property::new("is_new", "", <bool as Closed>::POLICY),
        Property::new("label", "", Policy::closed(Shape::one_of(&["a", "b"]))),
        Property::new(
            "note",
            "",
            Policy::declared_safe(Shape::of(Kind::Text, Size::Unbounded), ""),
        ),
        Property::new("count", "", <u64 as Closed>::POLICY),
    ];

    #[test]
    fn a_value_that_its_property_does_not_declare_is_left_out_and_counted() {
        let context =
            Context { salts: Arc::new(Salts::new("app", None)), filter: Filter::default() };
        let mut bytes = Vec::new();
        let kinds = Kinds::of(&PROPERTIES);
        let mut recorder = Recorder::new(&mut bytes, &context, &PROPERTIES, &kinds);
        recorder.text(0, "Jane");
        recorder.text(1, "Jane");
        recorder.text(3, "Jane");
        recorder.unsigned(0, 7);
        recorder.signed(1, -7);
        recorder.number(3, 0.5);
        recorder.bool(2, true);
        recorder.label(3, 0);
        recorder.bool(9, true);
        assert_eq!(recorder.notes, [Note::Mismatched; 9]);
        recorder.bool(0, true);
        recorder.label(1, 7);
        recorder.label(1, 1);
        recorder.text(2, "fine");
        assert_eq!(recorder.into_notes().len(), 9);
        let keys: Vec<_> =
            Values::new(&PROPERTIES, &bytes).map(|(property, _)| property.key).collect();
        assert_eq!(keys, ["is_new", "label", "note"], "and what follows a bad label is there");
    }
}

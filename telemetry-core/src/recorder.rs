//! Where the generated code hands over treated values: the last stop before the queue.

use std::sync::Arc;
use std::time::Duration;

use crate::clock::milliseconds;
use crate::detect::Rule;
use crate::encoding;
use crate::field::{Pseudonym, Salts};
use crate::filter::Filter;
use crate::schema::{Masking, Property, Treatment};
use crate::set::Bits;

/// Receives the values of one event on the caller's thread, filters text, and writes the compact
/// form.
pub struct Recorder<'a> {
    bytes: &'a mut Vec<u8>,
    context: &'a Context,
    /// The declarations that the values are treated by.
    properties: &'static [Property],
    filtered: Filtered,
}

/// What treatments depend on beside the value.
pub(crate) struct Context {
    pub(crate) salts: Arc<Salts>,
    pub(crate) filter: Filter,
}

/// What the second layer did to the texts of one event, by rule.
#[derive(Debug, Default)]
pub(crate) struct Filtered {
    /// The rules that dropped a property, one entry a property.
    pub(crate) dropped: Vec<Rule>,
    /// The rules that masked a part of a text.
    pub(crate) masked: Vec<Rule>,
}

impl Filtered {
    pub(crate) fn is_empty(&self) -> bool {
        self.dropped.is_empty() && self.masked.is_empty()
    }
}

impl<'a> Recorder<'a> {
    pub(crate) fn new(
        bytes: &'a mut Vec<u8>,
        context: &'a Context,
        properties: &'static [Property],
    ) -> Self {
        Self { bytes, context, properties, filtered: Filtered::default() }
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

    /// What the second layer did.
    pub(crate) fn into_filtered(self) -> Filtered {
        self.filtered
    }

    /// The values in their compact form, and what the second layer did.
    pub(crate) fn recorded(&self) -> (&[u8], &Filtered) {
        (self.bytes, &self.filtered)
    }

    pub(crate) fn bool(&mut self, property: u8, value: bool) {
        encoding::push_bool(self.bytes, property, value);
    }

    pub(crate) fn unsigned(&mut self, property: u8, value: u64) {
        encoding::push_unsigned(self.bytes, property, value);
    }

    pub(crate) fn signed(&mut self, property: u8, value: i64) {
        encoding::push_signed(self.bytes, property, value);
    }

    pub(crate) fn number(&mut self, property: u8, value: f64) {
        encoding::push_number(self.bytes, property, value);
    }

    pub(crate) fn milliseconds(&mut self, property: u8, value: Duration) {
        self.unsigned(property, milliseconds(value));
    }

    pub(crate) fn label(&mut self, property: u8, place: u8) {
        encoding::push_label(self.bytes, property, place);
    }

    pub(crate) fn labels(&mut self, property: u8, set: Bits) {
        encoding::push_labels(self.bytes, property, set);
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
        match self.context.filter.check(text) {
            Ok(()) => encoding::push_text(self.bytes, property, text),
            Err(rule) => self.filtered.dropped.push(rule),
        }
    }

    /// Records text that its treatment has masked; empty text says nothing.
    pub(crate) fn masked(&mut self, property: u8, text: &str, rules: &[Rule]) {
        self.filtered.masked.extend_from_slice(rules);
        if self.context.filter.trips(text) {
            self.filtered.dropped.push(Rule::Machine);
        } else if !text.is_empty() {
            encoding::push_text(self.bytes, property, text);
        }
    }
}

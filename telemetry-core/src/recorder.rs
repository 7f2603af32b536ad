//! Where the generated code hands over treated values: the last stop before the queue.

use std::time::Duration;

use crate::detect::Rule;
use crate::encoding;
use crate::field::Hash;
use crate::filter::Filter;

/// Receives the values of one event on the caller's thread, filters text, and writes the compact
/// form.
pub struct Recorder<'a> {
    bytes: &'a mut Vec<u8>,
    context: &'a Context,
    filtered: Filtered,
}

/// What treatments depend on beside the value.
pub(crate) struct Context {
    /// The salt of pseudonyms that name none of their own.
    pub(crate) salt: &'static str,
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

impl<'a> Recorder<'a> {
    pub(crate) fn new(bytes: &'a mut Vec<u8>, context: &'a Context) -> Self {
        Self { bytes, context, filtered: Filtered::default() }
    }

    /// What the second layer did.
    pub(crate) fn into_filtered(self) -> Filtered {
        self.filtered
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
        self.unsigned(property, u64::try_from(value.as_millis()).unwrap_or(u64::MAX));
    }

    pub(crate) fn label(&mut self, property: u8, place: u8) {
        encoding::push_label(self.bytes, property, place);
    }

    pub(crate) fn pseudonym(&mut self, property: u8, text: &str, hash: &Hash) {
        if let Some(pseudonym) = hash.of(text, self.context.salt) {
            encoding::push_text(self.bytes, property, pseudonym.as_str());
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

//! The compact form of recorded values: what the queue holds in place of JSON.
//!
//! Each value is its property's place in the schema (one byte), a tag (one byte) and a payload. The
//! form never leaves the process, so it has no version and the byte order of the machine.

use std::fmt;

use crate::schema::Property;
use crate::set::Bits;

/// A treated value, as a transport sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number that is not negative.
    Unsigned(u64),
    /// A whole number.
    Signed(i64),
    /// A finite number.
    Number(f64),
    /// A label, a pseudonym, or text that its declaration and the value filter let through.
    Text(&'a str),
    /// Some labels of a closed list.
    Set(LabelSet<'a>),
}

/// The labels of a set, in the order in which their enum declares them; written as `a,b`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelSet<'a> {
    labels: &'static [&'static str],
    /// The places of those that are in it.
    places: &'a [u8],
}

impl<'a> LabelSet<'a> {
    /// Each label.
    pub fn labels(self) -> impl Iterator<Item = &'static str> + Clone + use<'a> {
        self.places.iter().filter_map(move |place| self.labels.get(usize::from(*place)).copied())
    }
}

impl fmt::Display for LabelSet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, label) in self.labels().enumerate() {
            f.write_str(if at > 0 { "," } else { "" })?;
            f.write_str(label)?;
        }
        Ok(())
    }
}

const FALSE: u8 = 0;
const TRUE: u8 = 1;
const UNSIGNED: u8 = 2;
const SIGNED: u8 = 3;
const NUMBER: u8 = 4;
const LABEL: u8 = 5;
const TEXT: u8 = 6;
const SET: u8 = 7;

pub(crate) fn push_bool(bytes: &mut Vec<u8>, property: u8, value: bool) {
    bytes.extend_from_slice(&[property, if value { TRUE } else { FALSE }]);
}

pub(crate) fn push_unsigned(bytes: &mut Vec<u8>, property: u8, value: u64) {
    bytes.extend_from_slice(&[property, UNSIGNED]);
    bytes.extend_from_slice(&value.to_ne_bytes());
}

pub(crate) fn push_signed(bytes: &mut Vec<u8>, property: u8, value: i64) {
    bytes.extend_from_slice(&[property, SIGNED]);
    bytes.extend_from_slice(&value.to_ne_bytes());
}

/// Leaves out what is not finite: JSON has no form for it, and no backend accepts one.
pub(crate) fn push_number(bytes: &mut Vec<u8>, property: u8, value: f64) {
    if value.is_finite() {
        bytes.extend_from_slice(&[property, NUMBER]);
        bytes.extend_from_slice(&value.to_ne_bytes());
    }
}

pub(crate) fn push_label(bytes: &mut Vec<u8>, property: u8, place: u8) {
    bytes.extend_from_slice(&[property, LABEL, place]);
}

pub(crate) fn push_labels(bytes: &mut Vec<u8>, property: u8, set: Bits) {
    bytes.extend_from_slice(&[property, SET]);
    // At most 256.
    bytes.extend_from_slice(&(set.ordinals().count() as u16).to_ne_bytes());
    bytes.extend(set.ordinals());
}

/// Leaves out text of 64 KiB and more, which no treatment lets through.
pub(crate) fn push_text(bytes: &mut Vec<u8>, property: u8, text: &str) {
    if let Ok(length) = u16::try_from(text.len()) {
        bytes.extend_from_slice(&[property, TEXT]);
        bytes.extend_from_slice(&length.to_ne_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
}

/// The values of one event, with the properties that they belong to.
#[derive(Clone, Debug)]
pub struct Values<'a> {
    properties: &'static [Property],
    bytes: &'a [u8],
}

impl<'a> Values<'a> {
    pub(crate) fn new(properties: &'static [Property], bytes: &'a [u8]) -> Self {
        Self { properties, bytes }
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(*taken)
    }
}

/// Moves the values whose keys are kept to the front; returns how long they are.
pub(crate) fn retain(
    properties: &'static [Property],
    bytes: &mut [u8],
    mut keep: impl FnMut(&'static str) -> bool,
) -> usize {
    let (mut start, mut kept) = (0, 0);
    loop {
        let mut rest = Values::new(properties, &bytes[start..]);
        let Some((property, _)) = rest.next() else { return kept };
        let end = bytes.len() - rest.bytes.len();
        if keep(property.key) {
            bytes.copy_within(start..end, kept);
            kept += end - start;
        }
        start = end;
    }
}

impl<'a> Iterator for Values<'a> {
    type Item = (&'static Property, Value<'a>);

    // Into the loop of whoever writes a body, where a value goes from the queue's bytes to the body's: by
    // way of memory it takes a tenth longer.
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let [property, tag] = self.take()?;
            let property = self.properties.get(usize::from(property))?;
            let value = match tag {
                FALSE => Value::Bool(false),
                TRUE => Value::Bool(true),
                UNSIGNED => Value::Unsigned(u64::from_ne_bytes(self.take()?)),
                SIGNED => Value::Signed(i64::from_ne_bytes(self.take()?)),
                NUMBER => Value::Number(f64::from_ne_bytes(self.take()?)),
                LABEL => {
                    let [place] = self.take()?;
                    match property.shape.labels.get(usize::from(place)) {
                        Some(label) => Value::Text(label),
                        // A label that the property does not have.
                        None => continue,
                    }
                }
                TEXT => {
                    let length = usize::from(u16::from_ne_bytes(self.take()?));
                    let (text, rest) = self.bytes.split_at_checked(length)?;
                    self.bytes = rest;
                    // A property with labels has no other text.
                    if !property.shape.labels.is_empty() {
                        continue;
                    }
                    Value::Text(std::str::from_utf8(text).ok()?)
                }
                SET => {
                    let count = usize::from(u16::from_ne_bytes(self.take()?));
                    let (places, rest) = self.bytes.split_at_checked(count)?;
                    self.bytes = rest;
                    Value::Set(LabelSet { labels: property.shape.labels, places })
                }
                _ => return None,
            };
            return Some((property, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Kind, Policy, Shape, Size};

    static PROPERTIES: [Property; 2] = [
        Property::new("text", "", Policy::closed(Shape::of(Kind::Text, Size::Unbounded))),
        Property::new("label", "", Policy::closed(Shape::one_of(&["a", "b"]))),
    ];

    #[test]
    fn what_is_pushed_comes_back() {
        let mut bytes = Vec::new();
        push_bool(&mut bytes, 0, true);
        push_unsigned(&mut bytes, 0, u64::MAX);
        push_signed(&mut bytes, 0, i64::MIN);
        push_number(&mut bytes, 0, 1.5);
        push_number(&mut bytes, 0, f64::NAN);
        push_label(&mut bytes, 1, 1);
        push_text(&mut bytes, 0, "Größe");
        let values: Vec<_> = Values::new(&PROPERTIES, &bytes).map(|(p, v)| (p.key, v)).collect();
        assert_eq!(
            values,
            [
                ("text", Value::Bool(true)),
                ("text", Value::Unsigned(u64::MAX)),
                ("text", Value::Signed(i64::MIN)),
                ("text", Value::Number(1.5)),
                ("label", Value::Text("b")),
                ("text", Value::Text("Größe")),
            ]
        );
    }

    #[test]
    fn damaged_bytes_end_the_values() {
        let mut bytes = Vec::new();
        push_text(&mut bytes, 0, "whole");
        for end in 0..bytes.len() {
            assert_eq!(Values::new(&PROPERTIES, &bytes[..end]).count(), 0);
        }
        assert_eq!(Values::new(&PROPERTIES, &[9, TRUE]).count(), 0);
    }

    #[test]
    fn what_is_none_of_the_labels_is_skipped() {
        let mut bytes = vec![1, LABEL, 2];
        push_text(&mut bytes, 1, "c");
        push_label(&mut bytes, 1, 0);
        let values: Vec<_> = Values::new(&PROPERTIES, &bytes).map(|(_, value)| value).collect();
        assert_eq!(values, [Value::Text("a")]);
    }
}

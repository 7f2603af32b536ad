//! The budget of an event: how much its values can tell at most, all together.

use super::{EventSchema, Kind, Property, Treatment};
use crate::const_text::ConstText;

/// The most properties of an event.
const MOST: usize = 256;

/// Panics, at compile time, where an event can carry more bits than it may, with each property's share.
// Inline, as all that only the compiler calls: no code is made of it in this crate.
#[inline]
#[track_caller]
pub const fn check_bits(event: &EventSchema, max: u32) {
    let bits = event.bits();
    if matches!(bits, Some(bits) if bits <= max) {
        return;
    }
    let mut text = ConstText::new().text("`").text(event.name).text("` can carry ");
    text = match bits {
        Some(bits) => text.number(bits as usize).text(" bits"),
        None => text.text("any number of bits"),
    };
    text = text
        .text(", and at most ")
        .number(max as usize)
        .text(" are allowed: 33 single out one person on Earth\n\nnote: each property's share:");
    let mut listed = [false; MOST];
    let mut largest = None;
    while let Some(at) = next(event.properties, &listed) {
        listed[at] = true;
        let property = &event.properties[at];
        if largest.is_none() {
            largest = Some(property);
        }
        text = text.text("\n    ").text(property.key).text(": ");
        text = match property.bits() {
            Some(bits) => text.number(bits as usize),
            None => text.text("unbounded"),
        };
    }
    match largest {
        Some(largest) => advice(text, largest).fail(),
        None => text.fail(),
    }
}

/// The largest property that is not listed yet; of equal ones the first.
#[inline]
const fn next(properties: &[Property], listed: &[bool; MOST]) -> Option<usize> {
    let (mut found, mut most) = (None, 0);
    let mut at = 0;
    while at < properties.len() && at < MOST {
        let bits = match properties[at].bits() {
            Some(bits) => bits as u64,
            None => u64::MAX,
        };
        if !listed[at] && (found.is_none() || bits > most) {
            (found, most) = (Some(at), bits);
        }
        at += 1;
    }
    found
}

/// What makes a property smaller.
#[inline]
const fn advice(text: ConstText, property: &Property) -> ConstText {
    let text = text.text("\n\nhelp: make `").text(property.key);
    match (property.treatment, property.shape.kind) {
        (Treatment::Pseudonym(_), _) => text.text("` shorter:\n    #[hash(length = 8)]"),
        (Treatment::Masked(_), _) => {
            text.text("` a class, which says more than masked text and carries less:\n    #[derive(TelemetryEnum)]\n    enum Class { .. }")
        }
        (Treatment::Generalised(_), _) => text.text("` rougher, with fewer buckets"),
        (_, Kind::Integer | Kind::Number) => {
            text.text("` rougher:\n    #[bucket(10, 100, 1000)]")
        }
        (_, Kind::Text) if property.shape.labels.is_empty() => {
            text.text("` a label of a list:\n    #[enum_only(\"a\", \"b\", other = \"other\")]")
        }
        _ => text.text("` rougher, with fewer labels, or remove it"),
    }
}

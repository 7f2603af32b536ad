//! The checks of a catalogue, evaluated in constants that `catalog!` writes: a refusal is a compile
//! error at the event, or at the backend, that it is about.

use super::Limits;
use crate::const_text::ConstText;
use crate::label::same;
use crate::schema::{EventSchema, Property};

/// Refuses an event whose name an earlier one has.
// Inline, as all that only the compiler calls: no code is made of it in this crate.
#[inline]
#[track_caller]
pub const fn name_is_unique(event: &EventSchema, earlier: &[&EventSchema]) {
    let mut at = 0;
    while at < earlier.len() {
        if same(earlier[at].name, event.name) {
            ConstText::new()
                .text("two events of this catalogue are named `")
                .text(event.name)
                .text("`\n\nhelp: give one of them a name of its own:\n    #[event(name = \"..\")]")
                .fail();
        }
        at += 1;
    }
}

/// Refuses an event that has a key of its own which every event has already.
#[inline]
#[track_caller]
pub const fn keys_are_unique(event: &EventSchema, common: &[Property]) {
    let mut at = 0;
    while at < event.properties.len() {
        let mut other = 0;
        while other < common.len() {
            if same(event.properties[at].key, common[other].key) {
                ConstText::new()
                    .text("the property `")
                    .text(common[other].key)
                    .text("` is attached to every event, and `")
                    .text(event.name)
                    .text("` has one of its own\n\nhelp: rename or remove the field of the event")
                    .fail();
            }
            other += 1;
        }
        at += 1;
    }
}

/// Refuses an event that a backend would refuse.
#[inline]
#[track_caller]
pub const fn event_fits(event: &EventSchema, limits: &Limits) {
    if event.name.len() > limits.name {
        too_long("event name", event.name, limits.backend, limits.name)
            .text("give the event a shorter one:\n    #[event(name = \"..\")]")
            .fail();
    }
    keys_fit(event.properties, limits);
}

/// Refuses properties that a backend would refuse.
#[inline]
#[track_caller]
pub const fn keys_fit(properties: &[Property], limits: &Limits) {
    let mut at = 0;
    while at < properties.len() {
        let key = properties[at].key;
        if key.len() > limits.key {
            too_long("property key", key, limits.backend, limits.key)
                .text("give the field a shorter name")
                .fail();
        }
        at += 1;
    }
}

#[inline]
const fn too_long(what: &str, name: &str, backend: &str, limit: usize) -> ConstText {
    ConstText::new()
        .text(backend)
        .text(" refuses the ")
        .text(what)
        .text(" `")
        .text(name)
        .text("`: it has ")
        .number(name.len())
        .text(" characters, and at most ")
        .number(limit)
        .text(" are accepted\n\nhelp: ")
}

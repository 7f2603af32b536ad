//! What other languages can send of a catalogue: what needs neither the value filter nor a memory.

use telemetry_core::catalog::CatalogSchema;
use telemetry_core::field::Salt;
use telemetry_core::schema::{EventSchema, Kind, Property, Treatment};

/// The events that other languages can send. One that may be sent once, or gathers, is the application's
/// own.
pub(super) fn events(schema: &CatalogSchema) -> impl Iterator<Item = &'static EventSchema> {
    let gathers = |property: &Property| matches!(property.treatment, Treatment::Aggregated(_));
    let events = schema.events.iter().copied();
    events.filter(move |event| event.once.is_none() && !event.properties.iter().any(gathers))
}

/// The properties that other languages can send with an event.
pub(super) fn properties(
    schema: &CatalogSchema,
    event: &EventSchema,
) -> impl Iterator<Item = &'static Property> {
    event.properties.iter().chain(schema.common).filter(|property| is_portable(property))
}

/// Whether a value can be checked, or hashed, without the library. What depends on an origin cannot.
fn is_portable(property: &Property) -> bool {
    property.when.is_none()
        && match property.treatment {
            Treatment::Pseudonym(hash) => hash.salt() != Salt::Install,
            _ => property.shape.kind != Kind::Text || !property.shape.labels.is_empty(),
        }
}

/// What the head of each file says.
pub(super) fn notice(schema: &CatalogSchema) -> [String; 3] {
    [
        format!("Made from the catalogue \"{}\": change the catalogue, not this file.", line(schema.title)),
        "Text that only the application can treat is left out, and so are properties that depend on an".to_owned(),
        "origin and events that are sent once or gathered first.".to_owned(),
    ]
}

/// A text as one line, whatever the language takes for the end of one: what follows it would be no
/// comment.
pub(super) fn line(text: &str) -> String {
    let ends = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.replace(ends, " ")
}

//! What one event would send, without a server, a client or a thread.

use std::fmt;
use std::sync::Arc;

use crate::catalog::{Catalog, Listed};
use crate::detect::Rule;
use crate::encoding::{Value, Values};
use crate::event::TelemetryEvent;
use crate::field::Salts;
use crate::filter::Filter;
use crate::recorder::{Context, Note, Recorder};
use crate::schema::EventSchema;

/// What would leave of one event: its name and its own properties, treated and filtered as
/// [`track`](crate::telemetry::Telemetry::track) does it.
///
/// Its `Display` form is a line for each property, for a look at it or a snapshot.
#[derive(Clone, Debug)]
pub struct Sent {
    schema: &'static EventSchema,
    bytes: Vec<u8>,
    dropped: Vec<(&'static str, Rule)>,
}

/// Treats and filters an event as the catalogue `C` has it, and says what would be sent.
///
/// The value filter knows no word of this machine, so that the answer is the same on all of them, and
/// pseudonyms with `salt = install` differ from call to call.
///
/// ```
/// # use telemetry_core::catalog::{Catalog, Listed};
/// # use telemetry_core::event::TelemetryEvent;
/// use telemetry_core::encoding::Value;
/// use telemetry_core::testing::sent;
///
/// # fn test<C: Catalog, E: TelemetryEvent + Listed<C>>(event: E) {
/// let sent = sent::<C, E>(&event);
/// assert_eq!(sent.name(), "note_exported");
/// assert_eq!(sent.get("template"), Some(Value::Text("own")));
/// assert!(sent.dropped().is_empty(), "{sent}");
/// # }
/// ```
pub fn sent<C: Catalog, E: TelemetryEvent + Listed<C>>(event: &E) -> Sent {
    let schema: &'static EventSchema = const { &E::SCHEMA };
    let salts = Arc::new(Salts::new(C::SCHEMA.salt, None));
    let context = Context { salts, filter: Filter::default() };
    let mut bytes = Vec::new();
    let mut recorder = Recorder::new(&mut bytes, &context, schema.properties, &schema.kinds);
    event.record(&mut recorder);
    let dropped = recorder.into_notes().into_iter().filter_map(|note| match note {
        Note::Dropped(place, rule) => Some((schema.properties.get(usize::from(place))?.key, rule)),
        Note::Masked(_) | Note::Mismatched => None,
    });
    let dropped = dropped.collect();
    Sent { schema, bytes, dropped }
}

impl Sent {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        self.schema.name
    }

    /// What would be sent: keys and values, in the order of the fields.
    pub fn properties(&self) -> impl Iterator<Item = (&'static str, Value<'_>)> {
        let values = Values::new(self.schema.properties, &self.bytes);
        values.map(|(property, value)| (property.key, value))
    }

    /// The value under a key, if one would be sent.
    pub fn get(&self, key: &str) -> Option<Value<'_>> {
        self.properties().find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// The keys whose texts the value filter drops, each with the rule that does it.
    pub fn dropped(&self) -> &[(&'static str, Rule)] {
        &self.dropped
    }

    /// The keys that have no value this time by their own declaration: an `Option` without one, a text
    /// that is not listed, an origin that keeps it here.
    pub fn absent(&self) -> impl Iterator<Item = &'static str> {
        let keys = self.schema.properties.iter().map(|property| property.key);
        keys.filter(|key| {
            self.get(key).is_none() && !self.dropped.iter().any(|(dropped, _)| dropped == key)
        })
    }
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.name())?;
        for (key, value) in self.properties() {
            match value {
                Value::Bool(value) => writeln!(f, "  {key} = {value}")?,
                Value::Unsigned(value) => writeln!(f, "  {key} = {value}")?,
                Value::Signed(value) => writeln!(f, "  {key} = {value}")?,
                Value::Number(value) => writeln!(f, "  {key} = {value}")?,
                Value::Text(value) => writeln!(f, "  {key} = {value:?}")?,
                Value::Set(labels) => writeln!(f, "  {key} = {labels}")?,
            }
        }
        for (key, rule) in self.dropped() {
            writeln!(f, "  {key}: dropped by the value filter ({})", rule.label())?;
        }
        for key in self.absent() {
            writeln!(f, "  {key}: absent")?;
        }
        Ok(())
    }
}

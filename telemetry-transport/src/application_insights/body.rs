//! The body of a request: an array of envelopes (contract, section 3.3).

use serde::ser::{Serialize, SerializeMap, Serializer};
use telemetry_core::clock::rfc3339;
use telemetry_core::encoding::Value;
use telemetry_core::transport::{Batch, Event};
use uuid::Uuid;

/// The longest property, in characters; the service refuses an item with a longer one.
const MAX_VALUE: usize = 8192;

/// The largest item, in bytes; the service refuses a larger one.
const MAX_ITEM: usize = 65_536;

pub(super) fn write(batch: &Batch<'_>, key: &str, body: &mut Vec<u8>) {
    body.push(b'[');
    for (place, event) in batch.events.iter().enumerate() {
        if place > 0 {
            body.push(b',');
        }
        if !write_item(Envelope { event, batch, key, longest: MAX_VALUE }, body) {
            // Writing to memory cannot fail; if it did, half a body must not leave.
            return body.clear();
        }
    }
    body.push(b']');
}

/// Writes an item, its texts cut until it is small enough.
fn write_item(mut item: Envelope<'_>, body: &mut Vec<u8>) -> bool {
    let start = body.len();
    loop {
        if serde_json::to_writer(&mut *body, &item).is_err() {
            return false;
        }
        if body.len() - start <= MAX_ITEM || item.longest == 0 {
            return true;
        }
        body.truncate(start);
        item.longest /= 2;
    }
}

#[derive(Clone, Copy)]
struct Envelope<'a> {
    event: &'a Event<'a>,
    batch: &'a Batch<'a>,
    key: &'a str,
    /// The longest property of this item, in characters.
    longest: usize,
}

impl Serialize for Envelope<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("name", "Microsoft.ApplicationInsights.Event")?;
        object.serialize_entry("time", &rfc3339(self.event.time).to_string())?;
        object.serialize_entry("iKey", self.key)?;
        object.serialize_entry("sampleRate", &100.0)?;
        object.serialize_entry("tags", &Tags(*self))?;
        object.serialize_entry("data", &Data(*self))?;
        object.end()
    }
}

/// What the service's own SDKs fill with the host name is neutral here.
struct Tags<'a>(Envelope<'a>);

impl Serialize for Tags<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Envelope { event, batch, .. } = self.0;
        let source = batch.source;
        let session = Uuid::from_u64_pair(event.session.started, event.session.random);
        let system = format!("{} {}", source.machine.os_name, source.machine.os_version);
        let mut object = serializer.serialize_map(None)?;
        let mut tag = |key: &str, value: &str, limit: usize| match cut(value.trim(), limit) {
            "" => Ok(()),
            value => object.serialize_entry(key, value),
        };
        tag("ai.application.ver", &source.app_version, 1024)?;
        tag("ai.device.locale", &source.machine.locale, 64)?;
        tag("ai.device.osVersion", &system, 256)?;
        tag("ai.device.type", "PC", 64)?;
        tag("ai.session.id", &session.simple().to_string(), 64)?;
        if let Some(install) = batch.install {
            tag("ai.user.id", &install.to_string(), 128)?;
        }
        // In place of the sender's address, which the service would look up.
        tag("ai.location.ip", "0.0.0.0", 45)?;
        tag("ai.cloud.role", source.app.name, 256)?;
        tag("ai.cloud.roleInstance", "-", 256)?;
        tag("ai.internal.sdkVersion", concat!("rust:", env!("CARGO_PKG_VERSION")), 64)?;
        object.end()
    }
}

struct Data<'a>(Envelope<'a>);

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("baseType", "EventData")?;
        object.serialize_entry("baseData", &BaseData(self.0))?;
        object.end()
    }
}

struct BaseData<'a>(Envelope<'a>);

impl Serialize for BaseData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("ver", &2)?;
        object.serialize_entry("name", self.0.event.schema.name)?;
        object.serialize_entry("properties", &Properties(self.0))?;
        object.serialize_entry("measurements", &Measurements(self.0))?;
        object.end()
    }
}

impl<'a> Envelope<'a> {
    fn values(&self) -> impl Iterator<Item = (&'static str, Value<'a>)> + use<'a> {
        let values = self.event.values.clone().chain(self.batch.common.clone());
        values.map(|(property, value)| (property.key, value))
    }
}

/// Whatever is no number, as text.
struct Properties<'a>(Envelope<'a>);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        let longest = self.0.longest;
        for (key, value) in self.0.values() {
            match value {
                Value::Bool(true) => object.serialize_entry(key, "true")?,
                Value::Bool(false) => object.serialize_entry(key, "false")?,
                Value::Text(text) => object.serialize_entry(key, cut(text, longest))?,
                Value::Set(set) => {
                    object.serialize_entry(key, cut_labels(&set.to_string(), longest))?
                }
                Value::Unsigned(_) | Value::Signed(_) | Value::Number(_) => {}
            }
        }
        object.serialize_entry(
            "is_debug",
            if self.0.batch.source.app.debug { "true" } else { "false" },
        )?;
        // The service recognises no repetitions: queries can, by this.
        object.serialize_entry("event.id", &self.0.event.id.to_string())?;
        object.end()
    }
}

/// The numbers.
struct Measurements<'a>(Envelope<'a>);

impl Serialize for Measurements<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (key, value) in self.0.values() {
            match value {
                Value::Unsigned(number) => object.serialize_entry(key, &number)?,
                Value::Signed(number) => object.serialize_entry(key, &number)?,
                Value::Number(number) => object.serialize_entry(key, &number)?,
                Value::Bool(_) | Value::Text(_) | Value::Set(_) => {}
            }
        }
        object.end()
    }
}

/// The first labels of a set: a part of a label would be another one.
fn cut_labels(labels: &str, characters: usize) -> &str {
    let kept = cut(labels, characters);
    match kept.len() == labels.len() || labels[kept.len()..].starts_with(',') {
        true => kept,
        false => kept.rsplit_once(',').map_or("", |(whole, _)| whole),
    }
}

/// The first characters of a text.
fn cut(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(cut("aü€😀b", 4), "aü€😀");
        assert_eq!(cut("aü", 9), "aü");
        assert_eq!(cut("aü", 0), "");
    }

    #[test]
    fn a_set_is_cut_between_labels() {
        for (characters, kept) in
            [(9, "ab,cd,ef"), (8, "ab,cd,ef"), (7, "ab,cd"), (5, "ab,cd"), (4, "ab"), (1, "")]
        {
            assert_eq!(cut_labels("ab,cd,ef", characters), kept);
        }
    }
}

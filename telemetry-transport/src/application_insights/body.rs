//! The body of a request: an array of envelopes.

use telemetry_core::encoding::Value;
use telemetry_core::transport::{Batch, Event};
use uuid::Uuid;

use crate::json::Json;

/// The longest property, in characters; the service refuses an item with a longer one.
const MAX_VALUE: usize = 8192;

/// The largest item, in bytes; the service refuses a larger one.
const MAX_ITEM: usize = 65_536;

pub(super) fn write(batch: &Batch<'_>, key: &str, body: &mut Vec<u8>) {
    // The same in every event.
    let tags = Tags::new(batch);
    let mut json = Json::new(body);
    json.raw("[");
    for event in batch.events {
        json.next();
        let item = Item { event, batch, key, tags: &tags };
        item.write_short_enough(&mut json);
    }
    json.raw("]");
    json.end();
}

struct Item<'a> {
    event: &'a Event<'a>,
    batch: &'a Batch<'a>,
    key: &'a str,
    tags: &'a Tags,
}

impl Item<'_> {
    /// Writes the item, its texts cut until it is small enough.
    fn write_short_enough(&self, json: &mut Json<'_>) {
        let start = json.len();
        let mut longest = MAX_VALUE;
        loop {
            self.write(longest, json);
            if json.len() - start <= MAX_ITEM || longest == 0 {
                return;
            }
            json.truncate(start);
            longest /= 2;
        }
    }

    /// Writes the item; `longest` is the longest property, in characters.
    fn write(&self, longest: usize, json: &mut Json<'_>) {
        let Self { event, batch, key, tags } = self;
        let session = Uuid::from_u64_pair(event.session.started, event.session.random);
        json.raw("{\"name\":\"Microsoft.ApplicationInsights.Event\",\"time\":");
        json.time(event.time);
        json.raw(",\"iKey\":");
        json.text(key);
        json.raw(",\"sampleRate\":100.0,\"tags\":{");
        json.raw(&tags.before_session);
        json.key("ai.session.id");
        json.text(session.simple().encode_lower(&mut Uuid::encode_buffer()));
        json.raw(&tags.after_session);
        json.raw("},\"data\":{\"baseType\":\"EventData\",\"baseData\":{\"ver\":2,\"name\":");
        json.text(event.schema.name);
        json.raw(",\"properties\":{");
        let values = || event.values.clone().chain(batch.common.clone());
        for (property, value) in values() {
            // Whatever is no number, as text.
            match value {
                Value::Unsigned(_) | Value::Signed(_) | Value::Number(_) => continue,
                _ => json.key(property.key),
            }
            match value {
                Value::Bool(value) => json.text(if value { "true" } else { "false" }),
                Value::Text(text) => json.text(cut(text, longest)),
                Value::Set(set) => json.text(cut_labels(&set.to_string(), longest)),
                Value::Unsigned(_) | Value::Signed(_) | Value::Number(_) => {}
            }
        }
        json.key("is_debug");
        json.text(if batch.source.app.debug { "true" } else { "false" });
        // The service recognises no repetitions: queries can, by this.
        json.key("event.id");
        json.uuid(event.id);
        json.raw("},\"measurements\":{");
        for (property, value) in values() {
            if let Value::Unsigned(_) | Value::Signed(_) | Value::Number(_) = value {
                json.key(property.key);
                json.value(value);
            }
        }
        json.raw("}}}}");
    }
}

/// The entries of each event's tags that are the same in all of them. What the service's own SDKs fill
/// with the host name is neutral here.
struct Tags {
    before_session: String,
    after_session: String,
}

impl Tags {
    fn new(batch: &Batch<'_>) -> Self {
        let source = batch.source;
        let system = format!("{} {}", source.machine.os_name, source.machine.os_version);
        let install = batch.install.map(|install| install.to_string()).unwrap_or_default();
        let before_session = [
            ("ai.application.ver", &*source.app_version, 1024),
            ("ai.device.locale", &source.machine.locale, 64),
            ("ai.device.osVersion", &system, 256),
            ("ai.device.type", "PC", 64),
        ];
        let after_session = [
            ("ai.user.id", install.as_str(), 128),
            // In place of the sender's address, which the service would look up.
            ("ai.location.ip", "0.0.0.0", 45),
            ("ai.cloud.role", source.app.name, 256),
            ("ai.cloud.roleInstance", "-", 256),
            ("ai.internal.sdkVersion", concat!("rust:", env!("CARGO_PKG_VERSION")), 64),
        ];
        Self {
            before_session: entries("{", &before_session),
            after_session: entries("", &after_session),
        }
    }
}

/// The tags that have a value, each with its limit in characters, to be written after `before`.
fn entries(before: &str, tags: &[(&str, &str, usize)]) -> String {
    let mut entries = before.as_bytes().to_vec();
    let mut json = Json::new(&mut entries);
    for (key, value, limit) in tags {
        let value = cut(value.trim(), *limit);
        if !value.is_empty() {
            json.key(key);
            json.text(value);
        }
    }
    json.end();
    String::from_utf8(entries.split_off(before.len())).unwrap_or_default()
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

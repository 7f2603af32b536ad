//! The body of a request: an array of envelopes.

use telemetry_core::encoding::Value;
use telemetry_core::session::Session;
use telemetry_core::transport::{Batch, Event};
use uuid::Uuid;

use crate::json::Json;
use crate::per_session::PerSession;

/// The longest property, in characters; the service refuses an item with a longer one.
const MAX_VALUE: usize = 8192;

/// The largest item, in bytes; the service refuses a larger one.
const MAX_ITEM: usize = 65_536;

pub(super) fn write(batch: &Batch<'_>, key: &str, body: &mut Vec<u8>) {
    let frame = Frame::new(batch, key);
    let mut sessions = PerSession::new(session_id);
    let mut measurements = Vec::new();
    let mut json = Json::new(body);
    json.raw("[");
    for event in batch.events {
        json.next();
        let session = sessions.of(event.session);
        let item = Item { event, session, batch, frame: &frame };
        item.write_short_enough(&mut json, &mut measurements);
    }
    json.raw("]");
    json.end();
}

struct Item<'a> {
    event: &'a Event<'a>,
    session: &'a str,
    batch: &'a Batch<'a>,
    frame: &'a Frame,
}

impl Item<'_> {
    /// Writes the item, its texts cut until it is small enough.
    fn write_short_enough(&self, json: &mut Json<'_>, measurements: &mut Vec<u8>) {
        let start = json.len();
        let mut longest = MAX_VALUE;
        loop {
            self.write(longest, json, measurements);
            if json.len() - start <= MAX_ITEM || longest == 0 {
                return;
            }
            json.truncate(start);
            longest /= 2;
        }
    }

    /// Writes the item; `longest` is the longest property, in characters. What is to come after the
    /// properties waits in `measurements`.
    fn write(&self, longest: usize, json: &mut Json<'_>, measurements: &mut Vec<u8>) {
        let Self { event, session, batch, frame } = self;
        json.raw("{\"name\":\"Microsoft.ApplicationInsights.Event\",\"time\":");
        json.time(event.time);
        json.raw(&frame.before_session);
        json.plain(session);
        json.raw(&frame.after_session);
        json.plain(event.schema.name);
        json.raw("\",\"properties\":{");
        measurements.clear();
        let mut numbers = Json::new(measurements);
        numbers.raw("},\"measurements\":{");
        for values in [&event.values, &batch.common] {
            for (property, value) in values.clone() {
                if let Value::Unsigned(_) | Value::Signed(_) | Value::Number(_) = value {
                    numbers.key(property.key);
                    numbers.value(value);
                    continue;
                }
                // Whatever is no number, as text.
                json.key(property.key);
                match value {
                    Value::Text(text) => json.text(cut(text, longest)),
                    Value::Set(set) => json.text(cut_labels(&set.to_string(), longest)),
                    _ => {
                        json.raw(if value == Value::Bool(true) { "\"true\"" } else { "\"false\"" })
                    }
                }
            }
        }
        numbers.raw("}}}}");
        numbers.end();
        json.next();
        json.raw("\"is_debug\":");
        json.raw(if batch.source.app.debug { "\"true\"" } else { "\"false\"" });
        // The service recognises no repetitions: queries can, by this.
        json.raw(",\"event.id\":");
        json.uuid(event.id);
        json.append(measurements);
    }
}

fn session_id(session: Session) -> String {
    Uuid::from_u64_pair(session.started, session.random).simple().to_string()
}

/// What is the same around each event, up to the session's id and after it. What the service's own SDKs
/// fill with the host name is neutral here.
struct Frame {
    before_session: String,
    after_session: String,
}

impl Frame {
    fn new(batch: &Batch<'_>, key: &str) -> Self {
        let source = batch.source;
        let system = format!("{} {}", source.machine.os_name, source.machine.os_version);
        let install = batch.install.map(|install| install.to_string()).unwrap_or_default();
        let before_session = written(|json| {
            json.raw(",\"iKey\":");
            json.text(key);
            json.raw(",\"sampleRate\":100.0,\"tags\":{");
            tag("ai.application.ver", &source.app_version, 1024, json);
            tag("ai.device.locale", &source.machine.locale, 64, json);
            tag("ai.device.osVersion", &system, 256, json);
            tag("ai.device.type", "PC", 64, json);
            json.key("ai.session.id");
            json.raw("\"");
        });
        let after_session = written(|json| {
            json.raw("\"");
            tag("ai.user.id", &install, 128, json);
            // In place of the sender's address, which the service would look up.
            tag("ai.location.ip", "0.0.0.0", 45, json);
            tag("ai.cloud.role", source.app.name, 256, json);
            tag("ai.cloud.roleInstance", "-", 256, json);
            tag("ai.internal.sdkVersion", concat!("rust:", env!("CARGO_PKG_VERSION")), 64, json);
            json.raw("},\"data\":{\"baseType\":\"EventData\",\"baseData\":{\"ver\":2,\"name\":\"");
        });
        Self { before_session, after_session }
    }
}

/// A part of a body.
fn written(write: impl FnOnce(&mut Json<'_>)) -> String {
    let mut part = Vec::new();
    let mut json = Json::new(&mut part);
    write(&mut json);
    json.end();
    String::from_utf8(part).unwrap_or_default()
}

/// Writes a tag, if it has a value; the limit is in characters.
fn tag(key: &str, value: &str, limit: usize, json: &mut Json<'_>) {
    let value = cut(value.trim(), limit);
    if !value.is_empty() {
        json.key(key);
        json.text(value);
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
    // Without a look at each character of the many that are short enough in bytes.
    if text.len() <= characters {
        return text;
    }
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

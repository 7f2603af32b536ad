//! One item (contract 3.3): an envelope around an event, which stands or falls for itself.

use serde_json::{Map, Value, json};

use super::envelope::Envelope;
use super::event_data::EventData;
use crate::breach::Breach;
use crate::circumstances::Circumstances;
use crate::event::Event;
use crate::json::Json;
use crate::route::Backend;

const MAX_BYTES: usize = 65_536;

/// The event in an item, or all that is wrong with it.
pub(super) fn check(item: &Json, circumstances: Circumstances<'_>) -> Result<Event, Vec<Breach>> {
    let mut breaches = Vec::new();
    let size = Value::from(item).to_string().len();
    if size > MAX_BYTES {
        let reason = format!("100: The item has {size} bytes. Expected: {MAX_BYTES} bytes");
        breaches.push(Breach::of("3.3", reason));
    }
    let envelope = Envelope::read(item, circumstances, &mut breaches);
    let event = EventData::read(item.get("data"), &mut breaches);
    if breaches.is_empty() { Ok(store(item, &envelope, &event)) } else { Err(breaches) }
}

fn store(item: &Json, envelope: &Envelope<'_>, event: &EventData<'_>) -> Event {
    let properties = map(event.properties);
    let measurements = map(event.measurements);
    let session = item.get("tags").and_then(|tags| tags.get("ai.session.id")?.as_str());
    let row = json!({
        "name": event.name,
        "time": envelope.time,
        "iKey": envelope.key,
        "sampleRate": envelope.sample_rate,
        "tags": map(envelope.tags),
        "properties": properties,
        "measurements": measurements,
    });
    Event {
        backend: Backend::ApplicationInsights,
        name: event.name.to_owned(),
        session: session.unwrap_or_default().to_owned(),
        props: measurements.into_iter().chain(properties).collect(),
        stored: row.as_object().cloned().unwrap_or_default(),
        json: item.into(),
    }
}

fn map(members: &[(String, Json)]) -> Map<String, Value> {
    members.iter().map(|(key, value)| (key.clone(), Value::from(value))).collect()
}

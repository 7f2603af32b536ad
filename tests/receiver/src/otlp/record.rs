//! One log record (contract 4.3), which its name makes an event.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::message::{Message, Notes};
use super::{any_value, attributes};
use crate::breach::Breach;
use crate::event::Event;
use crate::json::Json;
use crate::route::Backend;

const FIELDS: [&str; 11] = [
    "timeUnixNano",
    "observedTimeUnixNano",
    "severityNumber",
    "severityText",
    "body",
    "attributes",
    "droppedAttributesCount",
    "flags",
    "traceId",
    "spanId",
    "eventName",
];

/// The most characters of an event's name.
const MAX_NAME: usize = 256;

/// The largest severity, `FATAL4`.
const MAX_SEVERITY: u32 = 24;

/// What the envelopes around a record say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    pub(super) resource: &'a Map<String, Value>,
    pub(super) scope: &'a Value,
}

/// Reads the record at `path`.
pub(super) fn read(
    json: &Json,
    path: &str,
    origin: Origin<'_>,
    notes: &mut Notes,
) -> Result<Event, Breach> {
    let record = Message::open(json, path, &FIELDS, notes)?;
    record.check_hex("traceId", 32)?;
    record.check_hex("spanId", 16)?;
    record.number("flags")?;
    record.number("droppedAttributesCount")?;
    let name = record.text("eventName")?;
    let severity = record.number("severityNumber")?;
    let time = time(&record, "timeUnixNano")?;
    let observed = time_of_observation(&record, notes)?;
    let body = record.field("body");
    let body = body.map(|body| any_value::read(body, &record.at("body"), notes)).transpose()?;
    let attributes = attributes::read(record.list("attributes")?, &record.at("attributes"), notes)?;

    for (fault, reason) in [
        (name.is_empty(), "has no `eventName`: a log record, not an event"),
        (name.chars().count() > MAX_NAME, "has an `eventName` of more than 256"),
        (!name.is_empty() && body.is_some(), "is an event and has a body"),
        (!(1..=MAX_SEVERITY).contains(&severity), "has no known `severityNumber`"),
        (attributes.contains_key("event.name"), "has the deprecated attribute `event.name`"),
    ] {
        if fault {
            notes.add(format!("`{path}` {reason}"));
        }
    }
    let row = json!({
        "eventName": name,
        "time": time,
        "observedTime": observed,
        "severityNumber": severity,
        "severityText": record.text("severityText")?,
        "attributes": attributes,
        "resource": origin.resource,
        "scope": origin.scope,
    });
    let session = attributes.get("session.id").and_then(Value::as_str);
    Ok(Event {
        backend: Backend::Otlp,
        name: name.to_owned(),
        session: session.unwrap_or_default().to_owned(),
        props: attributes.clone(),
        stored: row.as_object().cloned().unwrap_or_default(),
        json: json.into(),
    })
}

fn time_of_observation(record: &Message<'_>, notes: &mut Notes) -> Result<Option<String>, Breach> {
    let observed = time(record, "observedTimeUnixNano")?;
    if observed.is_none() {
        notes.push(record.fault("observedTimeUnixNano", "is not set"));
    }
    Ok(observed)
}

/// A time as text; 0 is an unknown one.
fn time(record: &Message<'_>, name: &str) -> Result<Option<String>, Breach> {
    let nanoseconds = record.decimal::<u64>(name)?.filter(|nanoseconds| *nanoseconds > 0);
    let time = nanoseconds.map(|nanoseconds| Timestamp::from_nanosecond(nanoseconds.into()));
    // Every `u64` is within the calendar.
    Ok(time.and_then(Result::ok).map(|time| time.to_string()))
}

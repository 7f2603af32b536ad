//! The body of a request: one resource, one scope, a log record for each event.

use telemetry_core::encoding::Value;
use telemetry_core::session::Session;
use telemetry_core::transport::{Batch, Event};
use uuid::Uuid;

use crate::json::Json;
use crate::per_session::PerSession;

pub(super) fn write(batch: &Batch<'_>, body: &mut Vec<u8>) {
    let mut json = Json::new(body);
    json.raw("{\"resourceLogs\":[{\"resource\":{\"attributes\":[");
    resource(batch, &mut json);
    json.raw("]},\"scopeLogs\":[{\"scope\":{\"name\":\"telemetry-events\",\"version\":");
    json.text(env!("CARGO_PKG_VERSION"));
    json.raw("},\"logRecords\":[");
    let mut ids = PerSession::new(ids);
    for event in batch.events {
        json.next();
        log_record(event, batch, ids.of(event.session), &mut json);
    }
    json.raw("]}]}]}");
    json.end();
}

fn resource(batch: &Batch<'_>, json: &mut Json<'_>) {
    let source = batch.source;
    let environment = if source.app.debug { "development" } else { "production" };
    let system = source.machine.os_name.to_lowercase();
    let install = batch.install.map(|install| install.to_string());
    let text = [
        ("service.name", source.app.name),
        ("service.version", &source.app_version),
        ("deployment.environment.name", environment),
        ("os.type", if system == "macos" { "darwin" } else { &system }),
        ("os.version", &source.machine.os_version),
        ("app.installation.id", install.as_deref().unwrap_or_default()),
    ];
    for (key, value) in text.into_iter().filter(|(_, value)| !value.is_empty()) {
        attribute(key, Value::Text(value), json);
    }
    // The last comma; there is one, because the environment has a name.
    json.truncate(json.len() - 1);
}

fn log_record(event: &Event<'_>, batch: &Batch<'_>, ids: &str, json: &mut Json<'_>) {
    // 64-bit integers are decimal text.
    json.raw("{\"timeUnixNano\":\"");
    nanoseconds(event.time, json);
    json.raw("\",\"observedTimeUnixNano\":\"");
    nanoseconds(event.time, json);
    json.raw("\",\"severityNumber\":9,\"severityText\":\"INFO\",\"eventName\":\"");
    json.plain(event.schema.name);
    json.raw("\",\"attributes\":[");
    for values in [&event.values, &batch.common] {
        for (property, value) in values.clone() {
            attribute(property.key, value, json);
        }
    }
    json.raw(ids);
    json.uuid(event.id);
    json.raw("}}]}");
}

fn nanoseconds(milliseconds: u64, json: &mut Json<'_>) {
    json.serialized(&milliseconds);
    json.raw(if milliseconds == 0 { "" } else { "000000" });
}

/// The attributes that identify an event, up to its own id.
fn ids(session: Session) -> String {
    let id = Uuid::from_u64_pair(session.started, session.random);
    format!(
        r#"{{"key":"session.id","value":{{"stringValue":"{id}"}}}},{{"key":"log.record.uid","value":{{"stringValue":"#
    )
}

/// Writes an attribute and the comma after it.
fn attribute(key: &str, value: Value<'_>, json: &mut Json<'_>) {
    json.raw("{\"key\":\"");
    json.plain(key);
    match value {
        Value::Text(text) => {
            json.raw("\",\"value\":{\"stringValue\":\"");
            json.inside(text);
            json.raw("\"}},");
        }
        Value::Set(_) => {
            json.raw("\",\"value\":{\"stringValue\":");
            json.value(value);
            json.raw("}},");
        }
        Value::Bool(true) => json.raw("\",\"value\":{\"boolValue\":true}},"),
        Value::Bool(false) => json.raw("\",\"value\":{\"boolValue\":false}},"),
        // 64-bit integers are decimal text, and signed.
        Value::Unsigned(number) if i64::try_from(number).is_err() => {
            attribute_number(number as f64, json);
        }
        Value::Signed(_) | Value::Unsigned(_) => {
            json.raw("\",\"value\":{\"intValue\":\"");
            json.value(value);
            json.raw("\"}},");
        }
        Value::Number(number) => attribute_number(number, json),
    }
}

fn attribute_number(number: f64, json: &mut Json<'_>) {
    json.raw("\",\"value\":{\"doubleValue\":");
    json.serialized(&number);
    json.raw("}},");
}

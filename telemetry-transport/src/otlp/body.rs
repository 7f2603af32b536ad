//! The body of a request: one resource, one scope, a log record for each event.

use telemetry_core::encoding::Value;
use telemetry_core::transport::{Batch, Event};
use uuid::Uuid;

use crate::json::Json;

pub(super) fn write(batch: &Batch<'_>, body: &mut Vec<u8>) {
    let mut json = Json::new(body);
    json.raw("{\"resourceLogs\":[{\"resource\":{\"attributes\":[");
    resource(batch, &mut json);
    json.raw("]},\"scopeLogs\":[{\"scope\":{\"name\":\"telemetry-events\",\"version\":");
    json.text(env!("CARGO_PKG_VERSION"));
    json.raw("},\"logRecords\":[");
    for event in batch.events {
        json.next();
        log_record(event, batch, &mut json);
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
}

fn log_record(event: &Event<'_>, batch: &Batch<'_>, json: &mut Json<'_>) {
    // 64-bit integers are decimal text.
    for key in ["{\"timeUnixNano\":\"", ",\"observedTimeUnixNano\":\""] {
        json.raw(key);
        json.serialized(&event.time);
        json.raw(if event.time == 0 { "\"" } else { "000000\"" });
    }
    json.raw(",\"severityNumber\":9,\"severityText\":\"INFO\",\"eventName\":");
    json.text(event.schema.name);
    json.raw(",\"attributes\":[");
    for (property, value) in event.values.clone().chain(batch.common.clone()) {
        attribute(property.key, value, json);
    }
    let session = Uuid::from_u64_pair(event.session.started, event.session.random);
    for (key, id) in [("session.id", session), ("log.record.uid", event.id)] {
        let mut text = Uuid::encode_buffer();
        attribute(key, Value::Text(id.hyphenated().encode_lower(&mut text)), json);
    }
    json.raw("]}");
}

fn attribute(key: &str, value: Value<'_>, json: &mut Json<'_>) {
    json.next();
    json.raw("{\"key\":");
    json.text(key);
    json.raw(",\"value\":{");
    any_value(value, json);
    json.raw("}}");
}

fn any_value(value: Value<'_>, json: &mut Json<'_>) {
    match value {
        Value::Bool(_) => json.raw("\"boolValue\":"),
        Value::Text(_) | Value::Set(_) => json.raw("\"stringValue\":"),
        Value::Number(_) => json.raw("\"doubleValue\":"),
        // The protocol's integers are signed.
        Value::Unsigned(value) if i64::try_from(value).is_err() => {
            json.raw("\"doubleValue\":");
            return json.serialized(&(value as f64));
        }
        Value::Signed(_) | Value::Unsigned(_) => {
            json.raw("\"intValue\":\"");
            json.value(value);
            return json.raw("\"");
        }
    }
    json.value(value);
}

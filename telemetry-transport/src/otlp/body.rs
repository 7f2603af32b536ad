//! The body of a request: one resource, one scope, a log record for each event.

use telemetry_core::encoding::Value;
use telemetry_core::session::Session;
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
    // Most events of a batch are of one session.
    let mut last = None;
    for event in batch.events {
        let known = last.take().filter(|(session, _)| *session == event.session);
        let (_, ids) = last.insert(known.unwrap_or_else(|| (event.session, ids(event.session))));
        json.next();
        log_record(event, batch, ids, &mut json);
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

fn log_record(event: &Event<'_>, batch: &Batch<'_>, ids: &str, json: &mut Json<'_>) {
    // 64-bit integers are decimal text.
    for key in ["{\"timeUnixNano\":\"", ",\"observedTimeUnixNano\":\""] {
        json.raw(key);
        json.serialized(&event.time);
        json.raw(if event.time == 0 { "\"" } else { "000000\"" });
    }
    json.raw(",\"severityNumber\":9,\"severityText\":\"INFO\",\"eventName\":");
    json.text(event.schema.name);
    json.raw(",\"attributes\":[");
    for values in [&event.values, &batch.common] {
        values.clone().for_each(|(property, value)| attribute(property.key, value, json));
    }
    json.next();
    json.raw(ids);
    json.uuid(event.id);
    json.raw("}}]}");
}

/// The attributes that identify an event, up to its own id.
fn ids(session: Session) -> String {
    let id = Uuid::from_u64_pair(session.started, session.random);
    format!(
        r#"{{"key":"session.id","value":{{"stringValue":"{id}"}}}},{{"key":"log.record.uid","value":{{"stringValue":"#
    )
}

fn attribute(key: &str, value: Value<'_>, json: &mut Json<'_>) {
    json.next();
    json.raw("{\"key\":\"");
    json.inside(key);
    match value {
        Value::Text(text) => {
            json.raw("\",\"value\":{\"stringValue\":\"");
            json.inside(text);
            return json.raw("\"}}");
        }
        Value::Set(_) => json.raw("\",\"value\":{\"stringValue\":"),
        Value::Bool(_) => json.raw("\",\"value\":{\"boolValue\":"),
        Value::Number(_) => json.raw("\",\"value\":{\"doubleValue\":"),
        // The protocol's integers are signed.
        Value::Unsigned(value) if i64::try_from(value).is_err() => {
            json.raw("\",\"value\":{\"doubleValue\":");
            json.serialized(&(value as f64));
            return json.raw("}}");
        }
        Value::Signed(_) | Value::Unsigned(_) => {
            json.raw("\",\"value\":{\"intValue\":\"");
            json.value(value);
            return json.raw("\"}}");
        }
    }
    json.value(value);
    json.raw("}}");
}

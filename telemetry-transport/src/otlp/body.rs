//! The body of a request: one resource, one scope, a log record for each event (contract, section
//! 4.3).

use serde::ser::{Serialize, SerializeMap, Serializer};
use telemetry_core::encoding::Value;
use telemetry_core::transport::{Batch, Event};
use uuid::Uuid;

pub(super) fn write(batch: &Batch<'_>, body: &mut Vec<u8>) {
    if serde_json::to_writer(&mut *body, &Export(batch)).is_err() {
        // Writing to memory cannot fail; if it did, half a body must not leave.
        body.clear();
    }
}

/// An object of one field, whose value is a list of one: how the protocol nests its parts.
struct Only<T>(&'static str, T);

impl<T: Serialize> Serialize for Only<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(1))?;
        object.serialize_entry(self.0, &[&self.1])?;
        object.end()
    }
}

struct Export<'a>(&'a Batch<'a>);

impl Serialize for Export<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Only("resourceLogs", ResourceLogs(self.0)).serialize(serializer)
    }
}

struct ResourceLogs<'a>(&'a Batch<'a>);

impl Serialize for ResourceLogs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("resource", &Resource(self.0))?;
        object.serialize_entry("scopeLogs", &[ScopeLogs(self.0)])?;
        object.end()
    }
}

struct Resource<'a>(&'a Batch<'a>);

impl Serialize for Resource<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let source = self.0.source;
        let environment = if source.app.debug { "development" } else { "production" };
        let system = source.machine.os_name.to_lowercase();
        let install = self.0.install.map(|install| install.to_string());
        let text = [
            ("service.name", source.app.name),
            ("service.version", &source.app_version),
            ("deployment.environment.name", environment),
            ("os.type", if system == "macos" { "darwin" } else { &system }),
            ("os.version", &source.machine.os_version),
            ("app.installation.id", install.as_deref().unwrap_or_default()),
        ];
        let attributes = text.into_iter().filter(|(_, value)| !value.is_empty());
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry(
            "attributes",
            &List(attributes.map(|(key, value)| Attribute(key, Value::Text(value)))),
        )?;
        object.end()
    }
}

struct ScopeLogs<'a>(&'a Batch<'a>);

impl Serialize for ScopeLogs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let batch = self.0;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("scope", &Scope)?;
        object.serialize_entry(
            "logRecords",
            &List(batch.events.iter().map(|event| LogRecord { event, batch })),
        )?;
        object.end()
    }
}

struct Scope;

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("name", "telemetry-events")?;
        object.serialize_entry("version", env!("CARGO_PKG_VERSION"))?;
        object.end()
    }
}

struct LogRecord<'a> {
    event: &'a Event<'a>,
    batch: &'a Batch<'a>,
}

impl Serialize for LogRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { event, batch } = self;
        // 64-bit integers are decimal text.
        let time = (u128::from(event.time) * 1_000_000).to_string();
        let session = Uuid::from_u64_pair(event.session.started, event.session.random).to_string();
        let id = event.id.to_string();
        let own = event.values.clone().chain(batch.common.clone());
        let attributes = own.map(|(property, value)| Attribute(property.key, value)).chain([
            Attribute("session.id", Value::Text(&session)),
            Attribute("log.record.uid", Value::Text(&id)),
        ]);
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("timeUnixNano", &time)?;
        object.serialize_entry("observedTimeUnixNano", &time)?;
        object.serialize_entry("severityNumber", &9)?;
        object.serialize_entry("severityText", "INFO")?;
        object.serialize_entry("eventName", event.schema.name)?;
        object.serialize_entry("attributes", &List(attributes))?;
        object.end()
    }
}

struct List<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for List<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

#[derive(Clone)]
struct Attribute<'a>(&'a str, Value<'a>);

impl Serialize for Attribute<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(2))?;
        object.serialize_entry("key", self.0)?;
        object.serialize_entry("value", &AnyValue(self.1))?;
        object.end()
    }
}

struct AnyValue<'a>(Value<'a>);

impl Serialize for AnyValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(1))?;
        match self.0 {
            Value::Bool(value) => object.serialize_entry("boolValue", &value)?,
            Value::Signed(value) => object.serialize_entry("intValue", &value.to_string())?,
            Value::Unsigned(value) => match i64::try_from(value) {
                Ok(value) => object.serialize_entry("intValue", &value.to_string())?,
                // The protocol's integers are signed.
                Err(_) => object.serialize_entry("doubleValue", &(value as f64))?,
            },
            Value::Number(value) => object.serialize_entry("doubleValue", &value)?,
            Value::Text(value) => object.serialize_entry("stringValue", value)?,
            Value::Set(set) => object.serialize_entry("stringValue", &set.to_string())?,
        }
        object.end()
    }
}

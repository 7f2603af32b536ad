//! The body of a request (contract, section 2.3), with the switches that keep events anonymous
//! (section 2.6).

use serde::ser::{Serialize, SerializeMap, Serializer};
use telemetry_core::clock::rfc3339;
use telemetry_core::session::Session;
use telemetry_core::transport::{Batch, Event};
use uuid::{Builder, Uuid};

use crate::properties;

pub(super) fn write(batch: &Batch<'_>, key: &str, body: &mut Vec<u8>) {
    if serde_json::to_writer(&mut *body, &Body { batch, key }).is_err() {
        // Writing to memory cannot fail; if it did, half a body must not leave.
        body.clear();
    }
}

struct Body<'a> {
    batch: &'a Batch<'a>,
    key: &'a str,
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("api_key", self.key)?;
        // The server corrects the events' times by this one, so it is the time of this very attempt.
        object.serialize_entry("sent_at", &rfc3339(self.batch.sent_at).to_string())?;
        object.serialize_entry("batch", &Entries(self.batch))?;
        object.end()
    }
}

struct Entries<'a>(&'a Batch<'a>);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let batch = self.0;
        serializer.collect_seq(batch.events.iter().map(|event| Entry { event, batch }))
    }
}

struct Entry<'a> {
    event: &'a Event<'a>,
    batch: &'a Batch<'a>,
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let session = session_id(self.event.session);
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("event", self.event.schema.name)?;
        object.serialize_entry("uuid", &self.event.id.to_string())?;
        object
            .serialize_entry("distinct_id", &self.batch.install.unwrap_or(session).to_string())?;
        object.serialize_entry("timestamp", &rfc3339(self.event.time).to_string())?;
        object.serialize_entry("properties", &Properties { entry: self, session })?;
        object.end()
    }
}

struct Properties<'a> {
    entry: &'a Entry<'a>,
    session: Uuid,
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Entry { event, batch } = self.entry;
        let mut object = serializer.serialize_map(None)?;
        properties::write(&mut object, event.values.clone().chain(batch.common.clone()))?;
        object.serialize_entry("$session_id", &self.session.to_string())?;
        object.serialize_entry("$process_person_profile", &false)?;
        object.serialize_entry("$geoip_disable", &true)?;
        // Where the key is absent, the server fills in the sender's address.
        object.serialize_entry("$ip", &None::<&str>)?;
        object.serialize_entry("$lib", super::LIBRARY)?;
        object.serialize_entry("$lib_version", env!("CARGO_PKG_VERSION"))?;
        object.serialize_entry("$app_version", &batch.source.app_version)?;
        object.serialize_entry("$os", &batch.source.machine.os_name)?;
        object.serialize_entry("is_debug", &batch.source.app.debug)?;
        object.end()
    }
}

/// A UUIDv7 whose time is the session's start: any other id does not count (contract, section 2.5).
fn session_id(session: Session) -> Uuid {
    let mut random = [0; 10];
    random[..8].copy_from_slice(&session.random.to_be_bytes());
    Builder::from_unix_timestamp_millis(session.started, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_id_is_a_uuid_of_its_start() {
        let session = Session { started: 1_795_233_000_123, random: 7 };
        let id = session_id(session);
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id, session_id(session));
        let (seconds, nanoseconds) =
            id.get_timestamp().map(|time| time.to_unix()).unwrap_or_default();
        assert_eq!((seconds, nanoseconds), (1_795_233_000, 123_000_000));
    }
}

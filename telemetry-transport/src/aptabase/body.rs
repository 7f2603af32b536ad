//! The body of a request: an array of events, each with the system that it comes from (contract,
//! section 1.3).

use serde::ser::{Serialize, SerializeMap, Serializer};
use telemetry_core::clock::rfc3339;
use telemetry_core::encoding::Value;
use telemetry_core::session::Session;
use telemetry_core::transport::{Batch, Event};

use super::system::System;
use crate::properties;

pub(super) fn write(batch: &Batch<'_>, system: &System<'_>, body: &mut Vec<u8>) {
    let events = batch.events.iter().map(|event| Entry { event, batch, system });
    let mut json = serde_json::Serializer::new(&mut *body);
    if json.collect_seq(events).is_err() {
        // Writing to memory cannot fail; if it did, half a body must not leave.
        body.clear();
    }
}

struct Entry<'a> {
    event: &'a Event<'a>,
    batch: &'a Batch<'a>,
    system: &'a System<'a>,
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("timestamp", &rfc3339(self.event.time).to_string())?;
        object.serialize_entry("sessionId", &session_id(self.event.session))?;
        object.serialize_entry("eventName", self.event.schema.name)?;
        object.serialize_entry("systemProps", self.system)?;
        object.serialize_entry("props", &Properties(self))?;
        object.end()
    }
}

struct Properties<'a>(&'a Entry<'a>);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Entry { event, batch, .. } = self.0;
        let values = event.values.clone().chain(batch.common.clone());
        let mut object = serializer.serialize_map(None)?;
        properties::write(&mut object, values.filter(|(_, value)| fits(*value)))?;
        object.end()
    }
}

/// The last eight digits of a session id (contract, section 1.5).
const RANDOM: u64 = 100_000_000;

/// Seconds since 1970 and eight random digits.
fn session_id(session: Session) -> String {
    let id =
        (session.started / 1000).saturating_mul(RANDOM).saturating_add(session.random % RANDOM);
    id.to_string()
}

/// Beyond this the server's decimals end, and it fails with the request half stored (contract,
/// section 1.6).
const DECIMAL_LIMIT: f64 = 7.9e28;

fn fits(value: Value<'_>) -> bool {
    !matches!(value, Value::Number(number) if number.abs() >= DECIMAL_LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_id_is_its_start_and_eight_random_digits() {
        let session = Session { started: 1_795_233_000_123, random: 912_345_678 };
        assert_eq!(session_id(session), "179523300012345678");
    }

    #[test]
    fn numbers_beyond_the_servers_decimals_are_left_out() {
        assert!(fits(Value::Number(7.8e28)));
        assert!(!fits(Value::Number(-1e300)));
    }
}

//! The body of a request: an array of events, each with the system that it comes from.

use telemetry_core::encoding::Value;
use telemetry_core::session::Session;
use telemetry_core::transport::Batch;

use super::system::System;
use crate::json::Json;
use crate::per_session::PerSession;

pub(super) fn write(batch: &Batch<'_>, system: &System<'_>, body: &mut Vec<u8>) {
    // The same in every event.
    let system = system.json();
    let mut sessions = PerSession::new(|session| session_id(session).to_string());
    let mut json = Json::new(body);
    json.raw("[");
    for event in batch.events {
        json.next();
        json.raw("{\"timestamp\":");
        json.time(event.time);
        json.raw(",\"sessionId\":\"");
        json.plain(sessions.of(event.session));
        json.raw("\",\"eventName\":\"");
        json.plain(event.schema.name);
        json.raw("\",\"systemProps\":");
        json.raw(&system);
        json.raw(",\"props\":{");
        json.properties(&event.values, fits);
        json.properties(&batch.common, fits);
        json.raw("}}");
    }
    json.raw("]");
    json.end();
}

/// The last eight digits of a session id (Aptabase's server).
const RANDOM: u64 = 100_000_000;

/// Seconds since 1970 and eight random digits.
fn session_id(session: Session) -> u64 {
    (session.started / 1000).saturating_mul(RANDOM).saturating_add(session.random % RANDOM)
}

/// Beyond this the server's decimals end, and it fails with the request half stored
/// (Aptabase's server).
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
        assert_eq!(session_id(session), 179_523_300_012_345_678);
    }

    #[test]
    fn numbers_beyond_the_servers_decimals_are_left_out() {
        assert!(fits(Value::Number(7.8e28)));
        assert!(!fits(Value::Number(-1e300)));
    }
}

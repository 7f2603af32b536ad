//! Which session ids count (contract 2.5).

use jiff::Timestamp;

use super::sent::Sent;
use crate::breach::Breach;
use crate::json::Json;
use crate::uuid::Uuid;

/// The longest session, in milliseconds.
const MAX_SPAN: i64 = 24 * 60 * 60 * 1000;

/// What is wrong with the `$session_id` of an event with this stored time. Each event is compared
/// with the time in the id: if none comes before it, neither does the session's first one.
pub(super) fn note(event: &Sent<'_>, time: Timestamp) -> Option<Breach> {
    let id = event.property("$session_id")?;
    let Some(start) = id.as_str().and_then(Uuid::parse).and_then(Uuid::version_7_millis) else {
        return breach("is not a UUIDv7");
    };
    match time.as_millisecond() - start {
        ..0 => breach("begins after its event"),
        0..=MAX_SPAN => None,
        _ => breach("began more than 24 hours before its event"),
    }
}

fn breach(reason: &str) -> Option<Breach> {
    Some(Breach::of("2.5", format!("`$session_id` {reason}")))
}

/// The session id as sent; empty if there is none.
pub(super) fn id(event: &Sent<'_>) -> String {
    event.property("$session_id").and_then(Json::as_str).unwrap_or_default().to_owned()
}

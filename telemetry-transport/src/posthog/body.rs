//! The body of a request, with the switches that keep events anonymous
//! (section 2.6).

use telemetry_core::session::Session;
use telemetry_core::transport::Batch;
use uuid::{Builder, Uuid};

use crate::json::Json;
use crate::per_session::PerSession;

pub(super) fn write(batch: &Batch<'_>, key: &str, body: &mut Vec<u8>) {
    // The same in every event.
    let circumstances = circumstances(batch);
    let mut sessions = PerSession::new(|session| session_id(session).to_string());
    let install = batch.install.map(|install| install.to_string());
    let mut json = Json::new(body);
    json.raw("{\"api_key\":");
    json.text(key);
    // The server corrects the events' times by this one, so it is the time of this very attempt.
    json.raw(",\"sent_at\":");
    json.time(batch.sent_at);
    json.raw(",\"batch\":[");
    for event in batch.events {
        let session = sessions.of(event.session);
        json.next();
        json.raw("{\"event\":\"");
        json.plain(event.schema.name);
        json.raw("\",\"uuid\":");
        json.uuid(event.id);
        json.raw(",\"distinct_id\":\"");
        json.plain(install.as_ref().unwrap_or(session));
        json.raw("\",\"timestamp\":");
        json.time(event.time);
        json.raw(",\"properties\":{");
        json.properties(&event.values, |_| true);
        json.properties(&batch.common, |_| true);
        json.next();
        json.raw("\"$session_id\":\"");
        json.plain(session);
        json.raw(&circumstances);
        json.raw("}}");
    }
    json.raw("]}");
    json.end();
}

/// The entries of each event's properties that are the same in all of them, from the end of its session's
/// on.
fn circumstances(batch: &Batch<'_>) -> String {
    let mut entries = Vec::new();
    let mut json = Json::new(&mut entries);
    json.raw("\",\"$process_person_profile\":false,\"$geoip_disable\":true");
    // Where the key is absent, the server fills in the sender's address.
    json.raw(",\"$ip\":null");
    let texts = [
        ("$lib", super::LIBRARY),
        ("$lib_version", env!("CARGO_PKG_VERSION")),
        ("$app_version", &batch.source.app_version),
        ("$os", &batch.source.machine.os_name),
    ];
    for (key, text) in texts {
        json.key(key);
        json.text(text);
    }
    json.key("is_debug");
    json.bool(batch.source.app.debug);
    json.end();
    String::from_utf8(entries).unwrap_or_default()
}

/// A UUIDv7 whose time is the session's start: any other id does not count (PostHog's capture service).
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

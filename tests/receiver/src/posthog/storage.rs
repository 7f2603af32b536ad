//! What the server makes of an event when it stores it (contract 2.3, 2.5, 2.6).

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::sent::Sent;
use super::{privacy, session};
use crate::event::Event;
use crate::json::Json;
use crate::route::Backend;

/// An event further ahead is set to now (contract 2.4).
const MAX_AHEAD: SignedDuration = SignedDuration::from_hours(23);

/// What the events of a request have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival<'a> {
    pub(super) project: &'a str,
    pub(super) sent_at: Option<Timestamp>,
    pub(super) now: Timestamp,
}

impl Arrival<'_> {
    /// The time under which an event is stored: `timestamp - (sent_at - arrival)`, which takes out
    /// the error of the client's clock (contract 2.5).
    pub(super) fn stored_time(&self, event: &Sent<'_>) -> Timestamp {
        let Some(timestamp) = event.timestamp() else {
            return self.now;
        };
        let corrected = event.property("$ignore_sent_at") != Some(&Json::Bool(true));
        let clock_error = match self.sent_at {
            Some(sent_at) if corrected => sent_at.duration_since(self.now),
            _ => SignedDuration::ZERO,
        };
        match timestamp.checked_sub(clock_error) {
            Ok(time) if time.duration_since(self.now) <= MAX_AHEAD => time,
            _ => self.now,
        }
    }

    pub(super) fn store(&self, event: &Sent<'_>, time: Timestamp) -> Event {
        let props: Map<String, Value> = event
            .properties()
            .iter()
            .map(|(key, value)| (key.clone(), Value::from(value)))
            .collect();
        let row = json!({
            "api_key": self.project,
            "event": event.name(),
            "distinct_id": event.distinct_id(),
            "uuid": event.uuid().map(|uuid| uuid.to_string()),
            "timestamp": time.to_string(),
            "ip": privacy::kept_address(event),
            "geoip": privacy::is_located(event),
            "person_profile": privacy::has_profile(event),
            "properties": props,
        });
        Event {
            backend: Backend::PostHog,
            name: event.name().to_owned(),
            session: session::id(event),
            props,
            stored: row.as_object().cloned().unwrap_or_default(),
            json: event.json.into(),
        }
    }
}

//! The rules of one event (contract 2.3). The first stage decodes types, the second one checks what
//! they hold; in between, the server looks at the key.

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::Value;

use super::{identity, privacy};
use crate::breach::{Breach, Rejection};
use crate::json::Json;
use crate::rfc3339;
use crate::uuid::Uuid;

/// The most characters that are kept of the event's name and of the distinct id.
const KEPT_CHARACTERS: usize = 200;

/// The broker's limit of one message, roughly (contract 2.4).
const MAX_EVENT_BYTES: usize = 1_000_000;

/// Checks what makes an event undecodable.
pub(super) fn decode(event: &Json) -> Result<(), Breach> {
    let breach = |reason: &str| Err(Breach::of("2.3", reason));
    if event.as_object().is_none() {
        return breach("an event is not an object");
    }
    if !matches!(event.get("event"), Some(Json::String(_))) {
        return breach("`event` is not a string");
    }
    match event.get("uuid") {
        None | Some(Json::Null) => {}
        Some(Json::String(text)) if text.is_empty() || Uuid::parse(text).is_some() => {}
        Some(_) => return breach("`uuid` is not a UUID"),
    }
    if !matches!(event.get("timestamp"), None | Some(Json::Null | Json::String(_))) {
        return breach("`timestamp` is not a string");
    }
    if !matches!(event.get("properties"), None | Some(Json::Object(_))) {
        return breach("`properties` is not an object");
    }
    Ok(())
}

/// An event that is going to be stored.
#[derive(Clone, Debug)]
pub(super) struct Sent<'a> {
    pub(super) json: &'a Json,
    name: &'a str,
    distinct_id: Cow<'a, str>,
}

impl<'a> Sent<'a> {
    /// Checks a decoded event.
    pub(super) fn check(json: &'a Json) -> Result<Self, Rejection> {
        let breach = |reason: &str| Err(Breach::of("2.3", reason).answered(400));
        let name = json.get("event").and_then(Json::as_str).unwrap_or_default();
        if name.is_empty() {
            return breach("`event` is empty");
        }
        let distinct_id = match json.get("distinct_id") {
            None | Some(Json::Null) => return breach("`distinct_id` is missing"),
            Some(Json::String(id)) => Cow::Borrowed(id.as_str()),
            Some(other) => Cow::Owned(Value::from(other).to_string()),
        };
        if distinct_id.trim().is_empty() {
            return breach("`distinct_id` is blank");
        }
        let event = Self { json, name, distinct_id };
        if !matches!(event.property("$cookieless_mode"), None | Some(Json::Bool(_))) {
            return breach("`$cookieless_mode` is not a boolean");
        }
        if Value::from(json).to_string().len() > MAX_EVENT_BYTES {
            return Err(Breach::of("2.4", "maximum event size exceeded").answered(413));
        }
        Ok(event)
    }

    /// The name, as long as it is kept.
    pub(super) fn name(&self) -> &'a str {
        cut(self.name)
    }

    /// The distinct id, as long as it is kept.
    pub(super) fn distinct_id(&self) -> &str {
        cut(&self.distinct_id)
    }

    pub(super) fn uuid(&self) -> Option<Uuid> {
        self.json.get("uuid")?.as_str().and_then(Uuid::parse)
    }

    /// The moment that the client names, if it can be read.
    pub(super) fn timestamp(&self) -> Option<Timestamp> {
        self.json.get("timestamp")?.as_str().and_then(rfc3339::parse)
    }

    pub(super) fn properties(&self) -> &'a [(String, Json)] {
        self.json.get("properties").and_then(Json::as_object).unwrap_or_default()
    }

    pub(super) fn property(&self, key: &str) -> Option<&'a Json> {
        self.json.get("properties")?.get(key)
    }

    /// What the server takes, but not as it was meant.
    pub(super) fn notes(&self) -> Vec<Breach> {
        let mut notes = Vec::new();
        if self.name() != self.name {
            notes.push(Breach::of("2.3", "`event` is longer than 200 and cut"));
        }
        if self.distinct_id() != self.distinct_id {
            notes.push(Breach::of("2.3", "`distinct_id` is longer than 200 and cut"));
        }
        if matches!(self.distinct_id, Cow::Owned(_)) {
            notes.push(Breach::of("2.3", "`distinct_id` is not a string and taken as its JSON"));
        }
        if self.timestamp().is_none() {
            notes.push(Breach::of("2.3", "there is no readable `timestamp`: the time of arrival"));
        }
        if self.uuid().is_none() {
            notes.push(Breach::of("2.5", "there is no `uuid`: a retry is a second event"));
        }
        notes.extend(identity::note(self.distinct_id()));
        notes.extend(privacy::notes(self));
        notes
    }
}

fn cut(text: &str) -> &str {
    let end = text.char_indices().nth(KEPT_CHARACTERS).map_or(text.len(), |(end, _)| end);
    &text[..end]
}

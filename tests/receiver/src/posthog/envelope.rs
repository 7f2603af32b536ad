//! The three shapes of a body (contract 2.1): one event, an array of events, the batch object.

use jiff::Timestamp;

use super::sent;
use crate::breach::{Breach, Rejection};
use crate::json::Json;
use crate::rfc3339;

/// A body whose events have the right types.
#[derive(Debug)]
pub(super) struct Envelope<'a> {
    /// The batch object; null around other shapes.
    batch: &'a Json,
    pub(super) events: Vec<&'a Json>,
}

impl<'a> Envelope<'a> {
    /// Recognises the shape and checks what makes JSON undecodable, which is 400 (contract 2.3).
    pub(super) fn decode(body: &'a Json) -> Result<Self, Rejection> {
        let (batch, events) = match (body, body.get("batch")) {
            (Json::Array(events), _) => (&Json::Null, events.iter().collect()),
            (_, Some(Json::Array(events))) => (body, events.iter().collect()),
            (_, Some(_)) => {
                return Err(Breach::of("2.3", "`batch` is not an array").answered(400));
            }
            (event, None) => (&Json::Null, vec![event]),
        };
        if events.is_empty() {
            return Err(Breach::of("2.3", "the batch is empty").answered(400));
        }
        for (index, event) in events.iter().enumerate() {
            sent::decode(event).map_err(|breach| breach.answered(400).of_event(index))?;
        }
        Ok(Self { batch, events })
    }

    /// The keys given, that of the batch before those of its events.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'a Json> {
        let own = key_of(self.batch);
        let inner = self.events.iter().filter_map(|event| key_of(event));
        own.into_iter().chain(inner.filter(move |_| own.is_none()))
    }

    /// The moment of this attempt, if it can be read (contract 2.3).
    pub(super) fn sent_at(&self) -> Option<Timestamp> {
        self.batch.get("sent_at")?.as_str().and_then(rfc3339::parse)
    }

    pub(super) fn notes(&self) -> Vec<Breach> {
        let mut notes = Vec::new();
        if self.batch.get("sent_at").is_some() && self.sent_at().is_none() {
            notes.push(Breach::of("2.3", "`sent_at` cannot be read and is ignored"));
        }
        if !matches!(self.batch.get("historical_migration"), None | Some(Json::Bool(false))) {
            notes.push(Breach::of("2.6", "`historical_migration` is not false"));
        }
        notes
    }
}

fn key_of(json: &Json) -> Option<&Json> {
    json.get("api_key").or_else(|| json.get("token"))
}

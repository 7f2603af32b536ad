//! The request as a whole (contract 4.3): envelopes for resources and scopes around the records.

use serde_json::{Map, Value};

use super::message::{Message, Notes, breach};
use super::record::{self, Origin};
use super::sender;
use crate::breach::{Breach, Rejection};
use crate::event::Event;
use crate::json::Json;

/// The records of a request, numbered through all envelopes.
pub(super) fn read(body: &Json, notes: &mut Notes) -> Result<Vec<Event>, Rejection> {
    let mut records = Vec::new();
    match read_resources(body, &mut records, notes) {
        Ok(()) => Ok(records),
        Err(breach) => Err(match notes.record {
            Some(number) => breach.answered(400).of_event(number),
            None => breach.answered(400),
        }),
    }
}

fn read_resources(body: &Json, records: &mut Vec<Event>, notes: &mut Notes) -> Result<(), Breach> {
    if body.as_object().is_none() {
        return Err(breach("the body is not an object".to_owned()));
    }
    let request = Message::open(body, "$", &["resourceLogs"], notes)?;
    let resources = request.list("resourceLogs")?;
    note_if_empty(resources, "$.resourceLogs", notes);
    for (index, json) in resources.iter().enumerate() {
        let path = format!("resourceLogs[{index}]");
        let known = ["resource", "scopeLogs", "schemaUrl"];
        let message = Message::open(json, &path, &known, notes)?;
        message.text("schemaUrl")?;
        let resource = sender::resource(message.field("resource"), &message.at("resource"), notes)?;
        read_scopes(&message, &resource, records, notes)?;
    }
    Ok(())
}

fn read_scopes(
    message: &Message<'_>,
    resource: &Map<String, Value>,
    records: &mut Vec<Event>,
    notes: &mut Notes,
) -> Result<(), Breach> {
    let scopes = message.list("scopeLogs")?;
    note_if_empty(scopes, &message.at("scopeLogs"), notes);
    for (index, json) in scopes.iter().enumerate() {
        let path = format!("{}[{index}]", message.at("scopeLogs"));
        let known = ["scope", "logRecords", "schemaUrl"];
        let message = Message::open(json, &path, &known, notes)?;
        message.text("schemaUrl")?;
        let scope = sender::scope(message.field("scope"), &message.at("scope"), notes)?;
        let origin = Origin { resource, scope: &scope };
        let sent = message.list("logRecords")?;
        note_if_empty(sent, &message.at("logRecords"), notes);
        for (index, json) in sent.iter().enumerate() {
            notes.record = Some(records.len());
            let path = format!("{}[{index}]", message.at("logRecords"));
            records.push(record::read(json, &path, origin, notes)?);
        }
        notes.record = None;
    }
    Ok(())
}

/// Senders should not create envelopes without records.
fn note_if_empty(list: &[Json], path: &str, notes: &mut Notes) {
    if list.is_empty() {
        notes.add(format!("`{path}` is empty"));
    }
}

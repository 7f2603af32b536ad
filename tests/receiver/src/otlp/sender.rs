//! What describes the sender (contract 4.3, 4.5).

use serde_json::{Map, Value, json};

use super::attributes;
use super::message::{Message, Notes};
use crate::breach::Breach;
use crate::json::Json;

/// Attributes of the default detectors that must not be sent (contract 4.5).
const FORBIDDEN: [&str; 5] =
    ["host.name", "host.id", "process.command_line", "process.executable.path", "process.owner"];

/// The attributes of a resource.
pub(super) fn resource(
    json: Option<&Json>,
    path: &str,
    notes: &mut Notes,
) -> Result<Map<String, Value>, Breach> {
    let attributes = match json {
        None => Map::new(),
        Some(json) => {
            let known = ["attributes", "droppedAttributesCount", "entityRefs"];
            let message = Message::open(json, path, &known, notes)?;
            message.number("droppedAttributesCount")?;
            attributes::read(message.list("attributes")?, &message.at("attributes"), notes)?
        }
    };
    let name = attributes.get("service.name").and_then(Value::as_str).unwrap_or_default();
    if name.is_empty() {
        notes.add(format!("`{path}` has no `service.name`"));
    }
    for key in FORBIDDEN {
        if attributes.contains_key(key) {
            notes.push(Breach::of("4.5", format!("`{path}` has the attribute `{key}`")));
        }
    }
    Ok(attributes)
}

/// The name and version of a scope.
pub(super) fn scope(json: Option<&Json>, path: &str, notes: &mut Notes) -> Result<Value, Breach> {
    let Some(json) = json else {
        return Ok(Value::Null);
    };
    let known = ["name", "version", "attributes", "droppedAttributesCount"];
    let message = Message::open(json, path, &known, notes)?;
    message.number("droppedAttributesCount")?;
    attributes::read(message.list("attributes")?, &message.at("attributes"), notes)?;
    Ok(json!({"name": message.text("name")?, "version": message.text("version")?}))
}

//! The event in an envelope (contract 3.3).

use super::fields::{Reader, TextField};
use crate::breach::Breach;
use crate::json::Json;

const NAME: TextField = TextField { name: "name", max: 512 };

/// The most characters of a key in properties and measurements ..
const MAX_KEY: usize = 150;

/// .. and of a property's value.
const MAX_VALUE: usize = 8192;

#[derive(Debug)]
pub(super) struct EventData<'a> {
    pub(super) name: &'a str,
    pub(super) properties: &'a [(String, Json)],
    pub(super) measurements: &'a [(String, Json)],
}

impl<'a> EventData<'a> {
    /// Reads an envelope's `data`, and adds what is wrong with it.
    pub(super) fn read(data: Option<&'a Json>, breaches: &mut Vec<Breach>) -> Self {
        let base_type = data.and_then(|data| data.get("baseType")?.as_str());
        if base_type != Some("EventData") {
            Reader { schema_type: "Data", breaches }.fault("baseType", "is not 'EventData'.");
        }
        let mut reader = Reader { schema_type: "EventData", breaches };
        let base = data.and_then(|data| data.get("baseData"));
        if base.and_then(|base| base.get("ver")) != Some(&Json::Number(2.into())) {
            reader.fault("ver", "is not 2.");
        }
        let event = Self {
            name: reader.required(base, NAME),
            properties: reader.map(base, "properties"),
            measurements: reader.map(base, "measurements"),
        };
        for (key, value) in event.properties {
            let field = format!("properties.{key}");
            reader.length(&field, key, MAX_KEY);
            reader.text(&field, value, MAX_VALUE);
        }
        for (key, value) in event.measurements {
            let field = format!("measurements.{key}");
            reader.length(&field, key, MAX_KEY);
            // JSON has no other numbers than finite ones.
            if !matches!(value, Json::Number(_)) {
                reader.fault(&field, "is not a number.");
            }
        }
        event
    }
}

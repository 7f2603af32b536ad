//! The properties of an event as entries of a JSON object.

use serde::ser::SerializeMap;
use telemetry_core::encoding::Value;
use telemetry_core::schema::Property;

/// Writes each property under its key.
pub(crate) fn write<'a, M: SerializeMap>(
    object: &mut M,
    values: impl Iterator<Item = (&'static Property, Value<'a>)>,
) -> Result<(), M::Error> {
    for (property, value) in values {
        match value {
            Value::Bool(value) => object.serialize_entry(property.key, &value)?,
            Value::Unsigned(value) => object.serialize_entry(property.key, &value)?,
            Value::Signed(value) => object.serialize_entry(property.key, &value)?,
            Value::Number(value) => object.serialize_entry(property.key, &value)?,
            Value::Text(value) => object.serialize_entry(property.key, value)?,
            Value::Set(set) => object.serialize_entry(property.key, &set.to_string())?,
        }
    }
    Ok(())
}

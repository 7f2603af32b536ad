//! The properties of an event as a JSON object.

use serde::ser::{Serialize, SerializeMap, Serializer};
use telemetry_core::encoding::{Value, Values};

/// Writes an event's own properties and the common ones into one object. `fits` can leave a value
/// out that the backend does not take.
pub(crate) struct Properties<'a> {
    pub(crate) own: Values<'a>,
    pub(crate) common: Values<'a>,
    pub(crate) fits: fn(Value<'_>) -> bool,
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (property, value) in self.own.clone().chain(self.common.clone()) {
            if (self.fits)(value) {
                match value {
                    Value::Bool(value) => object.serialize_entry(property.key, &value)?,
                    Value::Unsigned(value) => object.serialize_entry(property.key, &value)?,
                    Value::Signed(value) => object.serialize_entry(property.key, &value)?,
                    Value::Number(value) => object.serialize_entry(property.key, &value)?,
                    Value::Text(value) => object.serialize_entry(property.key, value)?,
                }
            }
        }
        object.end()
    }
}

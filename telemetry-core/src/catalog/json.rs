//! The catalogue as JSON.

use serde_core::ser::{Serialize, SerializeMap, Serializer};

use super::CatalogSchema;
use super::envelope::ENVELOPE;
use crate::schema::{EventSchema, Origin, Property};

/// The version of the format.
const FORMAT: u32 = 1;

pub(super) fn catalog(schema: &CatalogSchema) -> String {
    // Writing to memory cannot fail, and no key is anything but text.
    let mut json = serde_json::to_string_pretty(&Json(schema)).unwrap_or_default();
    json.push('\n');
    json
}

/// Gives a part of the schema its JSON form.
struct Json<'a, T>(&'a T);

/// Gives a list of parts its JSON form.
struct List<I>(I);

impl<I, T> Serialize for List<I>
where
    I: Iterator<Item = T> + Clone,
    T: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

impl Serialize for Json<'_, CatalogSchema> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let schema = self.0;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("format", &FORMAT)?;
        object.serialize_entry("title", schema.title)?;
        object.serialize_entry("app", schema.app.name)?;
        object.serialize_entry("intro", schema.intro)?;
        object.serialize_entry("crate", &schema.library)?;
        let backends = schema.backends.iter().map(|limits| limits.backend);
        object.serialize_entry("backends", &List(backends))?;
        object.serialize_entry("envelope", &ENVELOPE.map(|(what, _)| what))?;
        object.serialize_entry("common", &List(schema.common.iter().map(Json)))?;
        object.serialize_entry("never", schema.never)?;
        object.serialize_entry("events", &List(schema.events.iter().copied().map(Json)))?;
        object.end()
    }
}

impl Serialize for Json<'_, EventSchema> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let event = self.0;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("name", event.name)?;
        object.serialize_entry("description", event.description)?;
        object.serialize_entry("why", &event.why)?;
        object.serialize_entry("once", &event.once_per())?;
        object.serialize_entry("bits", &event.bits())?;
        object.serialize_entry("crate", &event.library)?;
        object.serialize_entry("properties", &List(event.properties.iter().map(Json)))?;
        object.end()
    }
}

impl Serialize for Json<'_, Property> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let property = self.0;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("key", property.key)?;
        object.serialize_entry("type", property.shape.kind.name())?;
        object.serialize_entry("values", property.shape.labels)?;
        object.serialize_entry("treatment", property.treatment.name())?;
        object.serialize_entry("when", &property.when.map(Origin::name))?;
        object.serialize_entry("optional", &property.shape.optional)?;
        object.serialize_entry("unit", &property.shape.unit)?;
        object.serialize_entry("bits", &property.bits())?;
        object.serialize_entry("description", property.description)?;
        object.serialize_entry("reason", &property.reason())?;
        object.end()
    }
}

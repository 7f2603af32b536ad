//! Lists of keys and values (contract 4.3).

use serde_json::{Map, Value};

use super::any_value;
use super::message::{Message, Notes};
use crate::breach::Breach;
use crate::json::Json;

/// The list as a map of plain JSON. Of a key that is there twice, the first value is kept.
pub(super) fn read(
    list: &[Json],
    path: &str,
    notes: &mut Notes,
) -> Result<Map<String, Value>, Breach> {
    let mut map = Map::new();
    for (index, attribute) in list.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let attribute = Message::open(attribute, &path, &["key", "value"], notes)?;
        let key = attribute.text("key")?;
        let value = match attribute.field("value") {
            Some(value) => any_value::read(value, &attribute.at("value"), notes)?,
            None => {
                notes.add(format!("`{path}` has no value"));
                Value::Null
            }
        };
        if key.is_empty() {
            notes.add(format!("`{path}` has no key"));
        }
        if map.contains_key(key) {
            notes.add(format!("`{path}` has the key `{key}`, as another has"));
        } else {
            map.insert(key.to_owned(), value);
        }
    }
    Ok(map)
}

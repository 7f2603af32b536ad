//! `AnyValue` (contract 4.3): exactly one of seven fields.

use serde_json::Value;

use super::attributes;
use super::message::{Message, Notes, breach};
use crate::breach::Breach;
use crate::json::Json;

const FIELDS: [&str; 7] = [
    "stringValue",
    "boolValue",
    "intValue",
    "doubleValue",
    "arrayValue",
    "kvlistValue",
    "bytesValue",
];

/// The value as plain JSON.
pub(super) fn read(json: &Json, path: &str, notes: &mut Notes) -> Result<Value, Breach> {
    let value = Message::open(json, path, &FIELDS, notes)?;
    let mut kinds = FIELDS.iter().filter(|name| value.field(name).is_some());
    let (Some(&kind), None) = (kinds.next(), kinds.next()) else {
        return Err(breach(format!("`{path}` is not exactly one value")));
    };
    match kind {
        "stringValue" => Ok(value.text(kind)?.into()),
        "bytesValue" => bytes(&value, kind),
        "intValue" => Ok(value.decimal::<i64>(kind)?.into()),
        "boolValue" => match value.field(kind) {
            Some(Json::Bool(flag)) => Ok((*flag).into()),
            _ => Err(value.fault(kind, "is not a boolean")),
        },
        "doubleValue" => match value.field(kind) {
            Some(Json::Number(number)) => Ok(number.clone().into()),
            _ => Err(value.fault(kind, "is not a number")),
        },
        "arrayValue" => {
            let path = value.at(kind);
            let items = values(&value, kind, notes)?.iter().enumerate();
            items.map(|(index, item)| read(item, &format!("{path}[{index}]"), notes)).collect()
        }
        _ => {
            let list = values(&value, kind, notes)?;
            attributes::read(list, &value.at(kind), notes).map(Value::Object)
        }
    }
}

/// The list in an array or a map. Without one it is an empty value by another name.
fn values<'a>(value: &Message<'a>, kind: &str, notes: &mut Notes) -> Result<&'a [Json], Breach> {
    let inner = value.field(kind).unwrap_or(&Json::Null);
    let inner = Message::open(inner, &value.at(kind), &["values"], notes)?;
    match inner.field("values") {
        Some(_) => inner.list("values"),
        None => Err(value.fault(kind, "is empty")),
    }
}

/// Base64, of the standard alphabet and padded.
fn bytes(value: &Message<'_>, kind: &str) -> Result<Value, Breach> {
    let text = value.text(kind)?;
    let digits = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    if text.len() % 4 == 0 && digits.bytes().all(known) {
        return Ok(text.into());
    }
    Err(value.fault(kind, "is not base64"))
}

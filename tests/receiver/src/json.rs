//! A JSON tree that keeps members as sent: their order and their duplicates.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// The values that stand one after the other in `bytes`, up to the first that is not JSON.
    pub(crate) fn sequence(bytes: &[u8]) -> impl Iterator<Item = Self> {
        serde_json::Deserializer::from_slice(bytes).into_iter().map_while(Result::ok)
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        if let Json::String(text) = self { Some(text) } else { None }
    }

    pub(crate) fn as_array(&self) -> Option<&[Json]> {
        if let Json::Array(items) = self { Some(items) } else { None }
    }

    pub(crate) fn as_object(&self) -> Option<&[(String, Json)]> {
        if let Json::Object(members) = self { Some(members) } else { None }
    }

    /// The member of exactly that name; of several the last.
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        self.as_object()?.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The member of that name without regard to ASCII case; of several the last, which is the one
    /// that overwrites the others when a server binds them to a field.
    pub(crate) fn member(&self, name: &str) -> Option<&Json> {
        let mut members = self.as_object()?.iter().rev();
        members.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Whether any string in the tree, keys included, contains `needle` once unescaped.
    pub(crate) fn mentions(&self, needle: &str) -> bool {
        match self {
            Json::String(text) => text.contains(needle),
            Json::Array(items) => items.iter().any(|item| item.mentions(needle)),
            Json::Object(members) => {
                members.iter().any(|(key, value)| key.contains(needle) || value.mentions(needle))
            }
            Json::Null | Json::Bool(_) | Json::Number(_) => false,
        }
    }
}

impl From<&Json> for Value {
    fn from(json: &Json) -> Self {
        match json {
            Json::Null => Value::Null,
            Json::Bool(flag) => Value::Bool(*flag),
            Json::Number(number) => Value::Number(number.clone()),
            Json::String(text) => Value::String(text.clone()),
            Json::Array(items) => items.iter().map(Value::from).collect(),
            Json::Object(members) => {
                members.iter().map(|(key, value)| (key.clone(), Value::from(value))).collect()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Bool(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Number::from_f64(number).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parse(text: &str) -> Json {
        Json::parse(text.as_bytes()).expect("valid JSON")
    }

    #[test]
    fn duplicates_are_kept_and_the_last_one_counts() {
        let json = parse(r#"{"a":1,"A":2,"b":null}"#);
        assert!(matches!(&json, Json::Object(members) if members.len() == 3));
        assert_eq!(json.member("a"), Some(&Json::Number(2.into())));
        assert_eq!(json.member("c"), None);
    }

    #[test]
    fn a_name_can_be_asked_for_exactly() {
        let json = parse(r#"{"a":1,"a":2,"A":3}"#);
        assert_eq!(json.get("a"), Some(&Json::Number(2.into())));
        assert_eq!(json.get("b"), None);
        assert_eq!(Json::Null.get("a"), None);
    }

    #[test]
    fn values_can_follow_each_other() {
        assert_eq!(Json::sequence(b"[]").count(), 1);
        assert_eq!(Json::sequence(b"{}\n{}\n{oops").count(), 2);
    }

    #[test]
    fn it_becomes_the_same_value_that_serde_json_reads() {
        let text = r#"{"a":[1,-2,1.5,true,null,"x"],"b":{}}"#;
        assert_eq!(Value::from(&parse(text)), json!({"a": [1, -2, 1.5, true, null, "x"], "b": {}}));
    }

    #[test]
    fn mentions_sees_through_escapes() {
        let json = parse(r#"[{"k\u00e9y":["a\"b"]}]"#);
        assert!(json.mentions("kéy"));
        assert!(json.mentions("a\"b"));
        assert!(!json.mentions("c"));
    }
}

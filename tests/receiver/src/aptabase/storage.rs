//! What the server makes of an event when it stores it (contract 1.2, 1.3, 1.6).

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::acceptance::Accepted;
use super::{locale, utf16_len};
use crate::breach::Breach;
use crate::event::Event;
use crate::json::Json;
use crate::route::Backend;

/// The longest text that is stored whole, in UTF-16 code units (contract 1.3).
const MAX_TEXT_LENGTH: usize = 180;

/// What remains of a longer one, before the dots.
const CUT_TEXT_LENGTH: usize = 177;

/// The end of the range of .NET's `decimal` (contract 1.6).
const DECIMAL_RANGE: f64 = 7.9e28;

/// Stores an event, or says what made the server throw.
pub(super) fn store(accepted: &Accepted<'_>, user_agent: &str) -> Result<Event, Breach> {
    let event = &accepted.event;
    let sent =
        accepted.props.iter().map(|(key, value)| (key.clone(), Value::from(value))).collect();

    let mut row: Map<String, Value> =
        event.system.iter().map(|&(name, value)| (name.to_owned(), value.into())).collect();
    let timestamp = Timestamp::try_from(accepted.timestamp).unwrap_or(Timestamp::MIN);
    row.insert("timestamp".into(), timestamp.to_string().into());
    row.insert("eventName".into(), event.name.into());
    row.insert("sessionId".into(), event.session.into());
    row.insert("isDebug".into(), event.debug.into());
    row.insert("locale".into(), locale::stored(event.system("locale")).into());
    row.insert("browser".into(), event.system("osName").is_empty().into());
    row.insert("userAgent".into(), user_agent.into());
    row.insert("props".into(), Value::Object(stored_props(&accepted.props)?));

    Ok(Event {
        backend: Backend::Aptabase,
        name: event.name.to_owned(),
        session: event.session.to_owned(),
        props: sent,
        stored: row,
        json: event.json.into(),
    })
}

/// The single-event endpoint replaces the user agent of every event that has an `osName`
/// (contract 1.2).
pub(super) fn made_up_user_agent(accepted: &Accepted<'_>, sent: &str) -> String {
    let system = |name| accepted.event.system(name);
    if system("osName").is_empty() {
        return sent.to_owned();
    }
    format!(
        "{}/{} {}/{} {}",
        system("osName"),
        system("osVersion"),
        system("engineName"),
        system("engineVersion"),
        system("locale"),
    )
}

fn stored_props(props: &[(String, Json)]) -> Result<Map<String, Value>, Breach> {
    let mut stored = Map::new();
    for (key, value) in props {
        let value = match value {
            Json::Null => json!(""),
            Json::Bool(flag) => json!(flag.to_string()),
            Json::String(text) => json!(cut(text)),
            Json::Array(_) => json!("[Array]"),
            Json::Object(_) => json!("{Object}"),
            Json::Number(number) => {
                if number.as_f64().is_none_or(|number| number.abs() >= DECIMAL_RANGE) {
                    let reason = format!("`{key}` in props is {number}, beyond a decimal");
                    return Err(Breach::of("1.6", reason));
                }
                json!(number)
            }
        };
        if stored.insert(key.clone(), value).is_some() {
            let reason = format!("the key `{key}` is twice in props");
            return Err(Breach::of("1.6", reason));
        }
    }
    Ok(stored)
}

fn cut(text: &str) -> String {
    if utf16_len(text) <= MAX_TEXT_LENGTH {
        return text.to_owned();
    }
    // The cut may halve a surrogate pair; .NET then writes U+FFFD as well.
    let units: Vec<u16> = text.encode_utf16().take(CUT_TEXT_LENGTH).collect();
    String::from_utf16_lossy(&units) + "..."
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(props: &str) -> Result<Value, String> {
        let Ok(Json::Object(members)) = Json::parse(props.as_bytes()) else {
            panic!("not an object: {props}");
        };
        stored_props(&members).map(Value::Object).map_err(|breach| breach.reason)
    }

    #[test]
    fn values_become_texts_and_numbers() {
        assert_eq!(
            stored(r#"{"a":true,"b":false,"c":null,"d":[1],"e":{"f":1},"g":-1.5,"h":"x"}"#),
            Ok(json!({"a": "true", "b": "false", "c": "", "d": "[Array]", "e": "{Object}",
                      "g": -1.5, "h": "x"}))
        );
    }

    #[test]
    fn long_texts_are_cut() {
        let whole = "x".repeat(180);
        assert_eq!(cut(&whole), whole);
        assert_eq!(cut(&format!("{whole}x")), "x".repeat(177) + "...");
        assert_eq!(cut(&"𝄞".repeat(91)), "𝄞".repeat(88) + "\u{fffd}...");
    }

    #[test]
    fn numbers_beyond_a_decimal_are_poison() {
        assert!(stored(r#"{"a":7.8e28,"b":-7.8e28,"c":18446744073709551615}"#).is_ok());
        for poison in ["7.9e28", "-7.9e28", "1e300"] {
            assert!(stored(&format!(r#"{{"a":{poison}}}"#)).is_err(), "{poison}");
        }
    }

    #[test]
    fn a_key_twice_is_poison() {
        assert!(stored(r#"{"a":1,"a":1}"#).is_err());
        assert!(stored(r#"{"a":1,"A":1}"#).is_ok());
    }
}

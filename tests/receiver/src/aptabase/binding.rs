//! The first stage (contract 1.4): model binding, where one violation refuses the whole request.

use jiff::Timestamp;

use super::{timestamp, utf16_len};
use crate::json::Json;

/// A text field: its name, the most UTF-16 code units that it holds, and whether it is required.
struct TextField {
    name: &'static str,
    max: usize,
    required: bool,
}

/// The fields of every event (contract 1.3). The session id's length is a matter of the second
/// stage (contract 1.5).
const EVENT_NAME: TextField = required("eventName", 60);
const SESSION_ID: TextField = required("sessionId", usize::MAX);

/// The texts in `systemProps` (contract 1.3).
const SYSTEM_TEXTS: [TextField; 9] = [
    optional("osName", 30),
    optional("osVersion", 100),
    optional("locale", 10),
    optional("appVersion", 50),
    optional("appBuildNumber", 20),
    optional("engineName", 30),
    optional("engineVersion", 30),
    required("sdkVersion", 40),
    optional("deviceModel", 100),
];

const fn required(name: &'static str, max: usize) -> TextField {
    TextField { name, max, required: true }
}

const fn optional(name: &'static str, max: usize) -> TextField {
    TextField { name, max, required: false }
}

/// An event whose fields have the right types and lengths.
#[derive(Debug)]
pub(super) struct Bound<'a> {
    pub(super) json: &'a Json,
    pub(super) name: &'a str,
    pub(super) session: &'a str,
    /// Missing: the server takes it for the year 1.
    pub(super) timestamp: Option<Timestamp>,
    pub(super) debug: bool,
    /// Name and value of each text in `systemProps`; empty where none was sent.
    pub(super) system: Vec<(&'static str, &'a str)>,
    pub(super) props: Option<&'a Json>,
}

impl<'a> Bound<'a> {
    pub(super) fn system(&self, name: &str) -> &'a str {
        self.system.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }
}

/// A field that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Violation {
    pub(super) event: Option<usize>,
    pub(super) field: String,
    pub(super) message: String,
}

/// Binds one event, or each of an array; all violations are named.
pub(super) fn bind(body: &Json) -> Result<Vec<Bound<'_>>, Vec<Violation>> {
    let mut violations = Vec::new();
    let bound = match body {
        Json::Array(events) => events
            .iter()
            .enumerate()
            .map(|(index, event)| {
                let path = format!("[{index}]");
                Binder::new(Some(index), path, &mut violations).event(event)
            })
            .collect(),
        event => vec![Binder::new(None, "$".to_owned(), &mut violations).event(event)],
    };
    if violations.is_empty() { Ok(bound) } else { Err(violations) }
}

struct Binder<'v> {
    event: Option<usize>,
    path: String,
    violations: &'v mut Vec<Violation>,
}

impl<'v> Binder<'v> {
    fn new(event: Option<usize>, path: String, violations: &'v mut Vec<Violation>) -> Self {
        Self { event, path, violations }
    }

    fn event<'a>(&mut self, json: &'a Json) -> Bound<'a> {
        if !matches!(json, Json::Object(_)) {
            self.violation("", "is not an object");
        }
        let system = json.member("systemProps");
        if let Some(other) = system
            && !matches!(other, Json::Object(_) | Json::Null)
        {
            self.violation("systemProps", "is not an object");
        }
        let system = system.unwrap_or(&Json::Null);
        Bound {
            json,
            name: self.text(json, "", &EVENT_NAME),
            session: self.text(json, "", &SESSION_ID),
            timestamp: self.timestamp(json),
            debug: self.debug(system),
            system: SYSTEM_TEXTS
                .iter()
                .map(|field| (field.name, self.text(system, "systemProps.", field)))
                .collect(),
            props: json.member("props"),
        }
    }

    fn text<'a>(&mut self, object: &'a Json, prefix: &str, field: &TextField) -> &'a str {
        let TextField { name, max, required } = *field;
        let text = match object.member(name) {
            None | Some(Json::Null) => "",
            Some(Json::String(text)) => text,
            Some(_) => {
                self.violation(&format!("{prefix}{name}"), "is not a string");
                return "";
            }
        };
        if required && text.trim().is_empty() {
            self.violation(&format!("{prefix}{name}"), "is required");
        }
        let length = utf16_len(text);
        if length > max {
            let message = format!("has {length} UTF-16 code units; {max} are allowed");
            self.violation(&format!("{prefix}{name}"), &message);
        }
        text
    }

    fn timestamp(&mut self, json: &Json) -> Option<Timestamp> {
        let timestamp = match json.member("timestamp")? {
            Json::String(text) => timestamp::parse(text),
            _ => None,
        };
        if timestamp.is_none() {
            self.violation("timestamp", "is not an ISO 8601 time that .NET reads");
        }
        timestamp
    }

    fn debug(&mut self, system: &Json) -> bool {
        match system.member("isDebug") {
            None => false,
            Some(Json::Bool(debug)) => *debug,
            Some(_) => {
                self.violation("systemProps.isDebug", "is not a boolean");
                false
            }
        }
    }

    fn violation(&mut self, field: &str, message: &str) {
        let dot = if field.is_empty() { "" } else { "." };
        self.violations.push(Violation {
            event: self.event,
            field: format!("{}{dot}{field}", self.path),
            message: message.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The fields at fault when `value` stands at `pointer` of an event that is otherwise sound.
    fn faults(pointer: &str, value: Value) -> Vec<String> {
        let mut event = json!({
            "timestamp": "2026-11-21T03:50:00.123Z", "sessionId": "s", "eventName": "e",
            "systemProps": {"sdkVersion": "s", "isDebug": false},
        });
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
        event.pointer_mut(parent).expect("an object")[name] = value;
        let json = Json::parse(event.to_string().as_bytes()).expect("JSON");
        match bind(&Json::Array(vec![json])) {
            Ok(_) => Vec::new(),
            Err(violations) => violations.into_iter().map(|v| v.field).collect(),
        }
    }

    #[test]
    fn every_text_has_its_length_in_utf16_code_units() {
        let system = SYSTEM_TEXTS.iter().map(|field| ("systemProps.", field));
        for (prefix, field) in system.chain([("", &EVENT_NAME)]) {
            let pointer = format!("/{prefix}{}", field.name).replace('.', "/");
            let fits = "𝄞".repeat(field.max / 2) + &"x".repeat(field.max % 2);
            assert!(faults(&pointer, fits.clone().into()).is_empty(), "{pointer}");
            assert_eq!(
                faults(&pointer, format!("{fits}x").into()),
                [format!("[0].{prefix}{}", field.name)]
            );
        }
    }

    #[test]
    fn a_locale_with_an_encoding_refuses_the_batch() {
        assert_eq!(faults("/systemProps/locale", "en_US.UTF-8".into()), ["[0].systemProps.locale"]);
    }

    #[test]
    fn required_texts_are_neither_missing_nor_blank() {
        for pointer in ["/eventName", "/sessionId", "/systemProps/sdkVersion"] {
            for blank in [Value::Null, "".into(), " \t\u{3000}".into()] {
                assert_eq!(faults(pointer, blank).len(), 1, "{pointer}");
            }
        }
        assert!(faults("/systemProps/osName", Value::Null).is_empty());
    }

    #[test]
    fn types_are_never_converted() {
        for (pointer, value) in [
            ("/sessionId", json!(179_523_300_012_345_678_u64)),
            ("/eventName", json!(1)),
            ("/timestamp", json!(1_795_233_000)),
            ("/timestamp", Value::Null),
            ("/timestamp", json!("2026-11-21 03:50:00Z")),
            ("/systemProps/isDebug", json!("false")),
            ("/systemProps/isDebug", Value::Null),
            ("/systemProps/osVersion", json!(6.1)),
        ] {
            assert_eq!(faults(pointer, value).len(), 1, "{pointer}");
        }
    }

    #[test]
    fn system_props_are_required_for_the_sake_of_sdk_version() {
        for value in [Value::Null, json!({})] {
            assert_eq!(faults("/systemProps", value), ["[0].systemProps.sdkVersion"]);
        }
        assert!(faults("/systemProps", json!("x")).contains(&"[0].systemProps".to_owned()));
    }

    #[test]
    fn names_are_matched_without_case_and_unknown_ones_ignored() {
        let event = r#"{"EVENTNAME":"e","sessionid":"s","SystemProps":{"SDKVersion":"v"},"x":1}"#;
        let json = Json::parse(event.as_bytes()).expect("JSON");
        let bound = bind(&json).expect("no violation");
        assert_eq!((bound[0].name, bound[0].session), ("e", "s"));
        assert_eq!(bound[0].system("sdkVersion"), "v");
        assert_eq!(bound[0].timestamp, None);
    }
}

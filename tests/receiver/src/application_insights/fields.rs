//! Reading fields, and the messages for those at fault. The service's code before a message is known
//! for lengths (100) and times (103) (contract 3.3); other breaches are given 100, too.

use crate::breach::Breach;
use crate::json::Json;

/// A text field: its name and the most characters that it holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextField {
    pub(super) name: &'static str,
    pub(super) max: usize,
}

/// A type of the schema, as messages name it, whose fields are being read.
#[derive(Debug)]
pub(super) struct Reader<'b> {
    pub(super) schema_type: &'static str,
    pub(super) breaches: &'b mut Vec<Breach>,
}

impl Reader<'_> {
    /// The value of a required text field; empty if there is none.
    pub(super) fn required<'a>(&mut self, object: Option<&'a Json>, field: TextField) -> &'a str {
        let text = match object.and_then(|object| object.get(field.name)) {
            None | Some(Json::Null) => "",
            Some(value) => self.text(field.name, value, field.max),
        };
        if text.is_empty() {
            self.fault(field.name, "is required but missing or empty.");
        }
        text
    }

    /// A value that has to be text of at most `max` characters.
    pub(super) fn text<'a>(&mut self, name: &str, value: &'a Json, max: usize) -> &'a str {
        let Some(text) = value.as_str() else {
            self.fault(name, "is not a string.");
            return "";
        };
        self.length(name, text, max);
        text
    }

    pub(super) fn length(&mut self, name: &str, text: &str, max: usize) {
        let actual = text.chars().count();
        if actual > max {
            let complaint = format!("is too long. Expected: {max} characters, Actual: {actual}");
            self.fault(name, &complaint);
        }
    }

    /// The members of a map; none if the field is missing.
    pub(super) fn map<'a>(&mut self, object: Option<&'a Json>, name: &str) -> &'a [(String, Json)] {
        match object.and_then(|object| object.get(name)) {
            None | Some(Json::Null) => &[],
            Some(Json::Object(members)) => members,
            Some(_) => {
                self.fault(name, "is not an object.");
                &[]
            }
        }
    }

    pub(super) fn fault(&mut self, name: &str, complaint: &str) {
        self.coded(100, name, complaint);
    }

    pub(super) fn coded(&mut self, code: u16, name: &str, complaint: &str) {
        let schema_type = self.schema_type;
        let message = format!("{code}: Field '{name}' on type '{schema_type}' {complaint}");
        self.breaches.push(Breach::of("3.3", message));
    }
}

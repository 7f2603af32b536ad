//! JSON, written part by part to the end of a body: by hand what is the same in every event, by
//! serde_json what needs escapes or digits. A derive or a map of serde's looks each part of an event up
//! again, and takes twice as long.

use std::fmt::Write as _;

use serde::Serialize;
use telemetry_core::clock::{LAST, rfc3339};
use telemetry_core::encoding::Value;
use telemetry_core::schema::Property;

pub(crate) struct Json<'a> {
    body: &'a mut Vec<u8>,
    /// The second that was written last, and all of it that comes before the milliseconds.
    second: u64,
    up_to_second: String,
    failed: bool,
}

/// How many characters of a time come before its milliseconds: `2026-11-21T03:50:00.`
const UP_TO_SECOND: usize = 20;

/// The bytes that a text cannot hold as they are (RFC 8259, section 7).
const ESCAPED: [bool; 256] = {
    let mut escaped = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        escaped[byte] = true;
        byte += 1;
    }
    escaped[b'"' as usize] = true;
    escaped[b'\\' as usize] = true;
    escaped
};

impl<'a> Json<'a> {
    pub(crate) fn new(body: &'a mut Vec<u8>) -> Self {
        Self { body, second: u64::MAX, up_to_second: String::new(), failed: false }
    }

    /// Writes a part that is JSON already.
    pub(crate) fn raw(&mut self, part: &str) {
        self.body.extend_from_slice(part.as_bytes());
    }

    /// How long the body is so far.
    #[cfg(feature = "application-insights")]
    pub(crate) fn len(&self) -> usize {
        self.body.len()
    }

    /// Takes back what was written after that length.
    #[cfg(feature = "application-insights")]
    pub(crate) fn truncate(&mut self, length: usize) {
        self.body.truncate(length);
    }

    /// Goes on to the next entry or element, if it is not the first.
    pub(crate) fn next(&mut self) {
        if !matches!(self.body.last(), Some(b'{' | b'[')) {
            self.body.push(b',');
        }
    }

    /// Goes on to the entry of that key.
    pub(crate) fn key(&mut self, key: &str) {
        self.next();
        self.text(key);
        self.body.push(b':');
    }

    pub(crate) fn text(&mut self, text: &str) {
        if !text.bytes().any(|byte| ESCAPED[usize::from(byte)]) {
            self.body.reserve(text.len() + 2);
            self.body.push(b'"');
            self.raw(text);
            self.body.push(b'"');
        } else {
            self.serialized(&text);
        }
    }

    pub(crate) fn bool(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// Writes what serde_json knows how to write: numbers, and text with escapes.
    pub(crate) fn serialized(&mut self, value: &impl Serialize) {
        self.failed |= serde_json::to_writer(&mut *self.body, value).is_err();
    }

    /// Writes a time in milliseconds since 1970 as RFC 3339 has it.
    pub(crate) fn time(&mut self, unix_milliseconds: u64) {
        let time = unix_milliseconds.min(LAST);
        let (second, milliseconds) = (time / 1000, time % 1000);
        if second != self.second {
            self.second = second;
            self.up_to_second.clear();
            self.failed |= write!(self.up_to_second, "{}", rfc3339(time)).is_err();
            self.up_to_second.truncate(UP_TO_SECOND);
        }
        let digit = |unit: u64| b'0' + (milliseconds / unit % 10) as u8;
        self.body.push(b'"');
        self.body.extend_from_slice(self.up_to_second.as_bytes());
        self.body.extend_from_slice(&[digit(100), digit(10), digit(1), b'Z', b'"']);
    }

    #[cfg(any(
        feature = "application-insights",
        feature = "otlp",
        feature = "posthog",
        feature = "standard-output"
    ))]
    pub(crate) fn uuid(&mut self, id: uuid::Uuid) {
        self.text(id.hyphenated().encode_lower(&mut uuid::Uuid::encode_buffer()));
    }

    pub(crate) fn value(&mut self, value: Value<'_>) {
        match value {
            Value::Bool(value) => self.bool(value),
            Value::Unsigned(value) => self.serialized(&value),
            Value::Signed(value) => self.serialized(&value),
            Value::Number(value) => self.serialized(&value),
            Value::Text(value) => self.text(value),
            Value::Set(set) => self.text(&set.to_string()),
        }
    }

    /// Writes each property under its key.
    #[cfg(any(feature = "aptabase", feature = "posthog", feature = "standard-output"))]
    pub(crate) fn properties<'v>(
        &mut self,
        values: impl Iterator<Item = (&'static Property, Value<'v>)>,
    ) {
        for (property, value) in values {
            self.key(property.key);
            self.value(value);
        }
    }

    /// Ends the body. Writing to memory cannot fail; if it did, half a body must not leave.
    pub(crate) fn end(self) {
        if self.failed {
            self.body.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Json<'_>)) -> String {
        let mut body = Vec::new();
        let mut json = Json::new(&mut body);
        write(&mut json);
        json.end();
        String::from_utf8(body).unwrap()
    }

    #[test]
    fn texts_are_escaped_as_serde_json_does() {
        let texts = ["", "plain", "\"", "\\", "a\nb", "\u{1f}", " ", "\u{7f}", "Größe", "😀"];
        for text in texts {
            assert_eq!(written(|json| json.text(text)), serde_json::to_string(text).unwrap());
        }
    }

    #[test]
    fn times_are_those_of_the_clock() {
        let times = [1_795_233_000_123, 1_795_233_000_999, 1_795_233_001_000, 0, 7, u64::MAX];
        let expected: String = times.map(|time| format!("\"{}\"", rfc3339(time))).concat();
        let all = written(|json| times.iter().for_each(|time| json.time(*time)));
        assert_eq!(all, expected);
    }

    #[test]
    fn entries_are_separated() {
        let object = written(|json| {
            json.raw("{");
            json.key("a");
            json.raw("[");
            for number in [1.5, 2.0] {
                json.next();
                json.serialized(&number);
            }
            json.raw("]");
            json.key("b");
            json.bool(true);
            json.raw("}");
        });
        assert_eq!(object, r#"{"a":[1.5,2.0],"b":true}"#);
    }
}

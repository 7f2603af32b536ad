//! JSON, written part by part to the end of a body: by hand what is the same in every event, by
//! serde_json what needs escapes or digits. A derive or a map of serde's looks each part of an event up
//! again, and takes twice as long.

use std::fmt::Write as _;

use serde_core::Serialize;
use telemetry_core::clock::{LAST, rfc3339};
use telemetry_core::encoding::Value;

pub(crate) struct Json<'a> {
    body: &'a mut Vec<u8>,
    /// The second that was written last, and all of it that comes before the milliseconds.
    second: u64,
    up_to_second: String,
    failed: bool,
}

/// How many characters of a time come before its milliseconds: `2026-11-21T03:50:00.`
const UP_TO_SECOND: usize = 20;

/// Whether a text can be written as it is: without quotes, backslashes and control characters (RFC 8259,
/// section 7). Each event has many short ones, its keys and labels: eight bytes are looked at at once,
/// the last ones whatever was seen of them before.
#[inline]
fn is_plain(text: &str) -> bool {
    const ONES: u64 = u64::MAX / 255;
    // A bit for each byte of the word that is below the limit, if any is; limits are at most 128.
    let below =
        |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word & (ONES << 7);
    let equal = |word: u64, byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    let is_plain = |word| below(word, b' ') | equal(word, b'"') | equal(word, b'\\') == 0;
    let of_eight = |bytes: &[u8; 8]| is_plain(u64::from_ne_bytes(*bytes));
    let bytes = text.as_bytes();
    if let Some(last) = bytes.last_chunk() {
        of_eight(last) && bytes.as_chunks().0.iter().all(of_eight)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let [first, last] = [first, last].map(|bytes| u64::from(u32::from_ne_bytes(*bytes)));
        is_plain(first << 32 | last)
    } else {
        bytes.iter().all(|byte| is_plain(ONES * u64::from(*byte)))
    }
}

impl<'a> Json<'a> {
    pub(crate) fn new(body: &'a mut Vec<u8>) -> Self {
        Self { body, second: u64::MAX, up_to_second: String::new(), failed: false }
    }

    /// Writes a part that is JSON already.
    // Inlined, so that the parts whose length is known are written without a call.
    #[inline]
    pub(crate) fn raw(&mut self, part: &str) {
        self.body.extend_from_slice(part.as_bytes());
    }

    /// Writes what is to come at the end of something, and was written meanwhile.
    pub(crate) fn append(&mut self, parts: &[u8]) {
        self.body.extend_from_slice(parts);
    }

    /// How long the body is so far.
    pub(crate) fn len(&self) -> usize {
        self.body.len()
    }

    /// Takes back what was written after that length.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.body.truncate(length);
    }

    /// Goes on to the next entry or element, if it is not the first.
    pub(crate) fn next(&mut self) {
        if !matches!(self.body.last(), Some(b'{' | b'[')) {
            self.body.push(b',');
        }
    }

    /// Goes on to the entry of that key: a plain word, as properties and protocols have.
    pub(crate) fn key(&mut self, key: &str) {
        self.next();
        self.raw("\"");
        self.plain(key);
        self.raw("\":");
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.raw("\"");
        self.inside(text);
        self.raw("\"");
    }

    /// Writes a text after its first quote and before its last, which are written with what is around it:
    /// fewer parts are written faster.
    #[inline]
    pub(crate) fn inside(&mut self, text: &str) {
        if is_plain(text) {
            self.raw(text);
        } else {
            self.body.pop();
            self.serialized(&text);
            self.body.pop();
        }
    }

    /// Writes a text that needs no escapes, likewise.
    #[inline]
    pub(crate) fn plain(&mut self, text: &str) {
        debug_assert!(is_plain(text), "{text:?} needs escapes");
        self.raw(text);
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
        self.raw("\"");
        self.plain(id.hyphenated().encode_lower(&mut uuid::Uuid::encode_buffer()));
        self.raw("\"");
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

    /// Writes the properties that are kept, each under its key.
    pub(crate) fn properties(
        &mut self,
        values: &telemetry_core::encoding::Values<'_>,
        keep: impl Fn(Value<'_>) -> bool,
    ) {
        for (property, value) in values.clone() {
            if !keep(value) {
                continue;
            }
            self.next();
            self.raw("\"");
            self.plain(property.key);
            match value {
                // Labels are plain words.
                Value::Text(label) if !property.shape.labels.is_empty() => {
                    self.raw("\":\"");
                    self.plain(label);
                    self.raw("\"");
                }
                _ => {
                    self.raw("\":");
                    self.value(value);
                }
            }
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
        let odd = [
            "\"", "\\", "\n", "\0", "\u{1f}", " ", "!", "#", "[", "]", "\u{7f}", "\u{80}", "ü",
            "😀",
        ];
        for odd in odd {
            // At each place of texts that are shorter and longer than what is looked at at once.
            for (before, after) in
                (0..20).flat_map(|before| (0..20).map(move |after| (before, after)))
            {
                let text = format!("{}{odd}{}", "a".repeat(before), "z".repeat(after));
                assert_eq!(written(|json| json.text(&text)), serde_json::to_string(&text).unwrap());
            }
        }
        assert_eq!(written(|json| json.text("")), "\"\"");
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

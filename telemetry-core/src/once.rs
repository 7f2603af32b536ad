//! Events that may be sent once: what was recorded of them in this process, and what their markers are
//! called.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use crate::encoding::{Value, Values};
use crate::queue::Header;
use crate::schema::{EventSchema, Once};
use crate::session::Session;

/// What was recorded, so that a repetition never waits.
#[derive(Debug, Default)]
pub(crate) struct Recorded {
    /// The events, by place, and the values that they may be sent once per.
    in_process: HashSet<(u16, String)>,
    /// The last session of each event, by place.
    in_session: HashMap<u16, Session>,
}

impl Recorded {
    /// Notes an event that may be sent once; `true` where it was there before.
    #[cold]
    pub(crate) fn is_repeated(
        &mut self,
        schema: &EventSchema,
        header: Header,
        values: &[u8],
    ) -> bool {
        match schema.once {
            None | Some(Once::Day) => false,
            Some(Once::Session) => {
                self.in_session.insert(header.place, header.session) == Some(header.session)
            }
            Some(Once::Install | Once::InstallPer(_) | Once::Process | Once::ProcessPer(_)) => {
                !self.in_process.insert((header.place, value(schema, values)))
            }
        }
    }

    /// An event that was dropped may come again. Of one that may come once per value all may: a marker
    /// tells those that were sent.
    pub(crate) fn forget(&mut self, lost: Header) {
        self.in_process.retain(|(place, _)| *place != lost.place);
        if self.in_session.get(&lost.place) == Some(&lost.session) {
            self.in_session.remove(&lost.place);
        }
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

/// The marker of an event that is sent once per install: `once-app_launched`, `once-tool_used-bash`.
pub(crate) fn marker(schema: &EventSchema, values: &[u8]) -> Option<String> {
    match schema.once? {
        Once::Install | Once::InstallPer(_) => {}
        Once::Session | Once::Process | Once::ProcessPer(_) | Once::Day => return None,
    }
    let mut marker = format!("once-{}", schema.name);
    let value = value(schema, values);
    if !value.is_empty() {
        marker.push('-');
        // Labels have characters, and differ by case, where a file system may not.
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' => marker.push(char::from(byte)),
                // Writing to memory cannot fail.
                _ => write!(marker, "%{byte:02x}").unwrap_or_default(),
            }
        }
    }
    Some(marker)
}

/// The value that an event may be sent once per; nothing where it is absent or there is none.
fn value(schema: &EventSchema, values: &[u8]) -> String {
    let Some(place) = schema.once.and_then(Once::per) else { return String::new() };
    let property = schema.properties.get(usize::from(place));
    let is_it = |found: &crate::schema::Property| property.is_some_and(|it| it.key == found.key);
    let mut values = Values::new(schema.properties, values);
    match values.find(|(found, _)| is_it(found)) {
        Some((_, Value::Text(label))) => label.to_owned(),
        Some((_, Value::Bool(value))) => value.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::encoding;
    use crate::schema::{Policy, Property, Shape};

    static PROPERTIES: [Property; 1] =
        [Property::new("tool", "", Policy::closed(Shape::one_of(&["bash", "Bash", "a/b"])))];

    static TOOL_USED: EventSchema =
        EventSchema::new("tool_used", "", &PROPERTIES).once(Once::InstallPer(0));

    fn header(random: u64) -> Header {
        Header { place: 0, time: SystemTime::UNIX_EPOCH, session: Session { started: 0, random } }
    }

    fn tool(place: u8) -> Vec<u8> {
        let mut bytes = Vec::new();
        encoding::push_label(&mut bytes, 0, place);
        bytes
    }

    #[test]
    fn markers_are_plain_names_that_differ_without_case() {
        let marker = |place| marker(&TOOL_USED, &tool(place)).unwrap_or_default();
        assert_eq!(marker(0), "once-tool_used-bash");
        assert_eq!(marker(1), "once-tool_used-%42ash");
        assert_eq!(marker(2), "once-tool_used-a%2fb");
        assert_eq!(marker(9), "once-tool_used");
    }

    #[test]
    fn each_value_comes_once() {
        let mut recorded = Recorded::default();
        let mut repeated = |place| recorded.is_repeated(&TOOL_USED, header(1), &tool(place));
        assert!(!repeated(0) && !repeated(1) && repeated(0) && repeated(1));
        recorded.forget(header(1));
        assert!(!recorded.is_repeated(&TOOL_USED, header(1), &tool(0)));
    }

    #[test]
    fn a_new_session_may_tell_again() {
        let event = EventSchema::new("app_opened", "", &[]).once(Once::Session);
        let mut recorded = Recorded::default();
        let mut repeated = |session| recorded.is_repeated(&event, header(session), &[]);
        assert!(!repeated(1) && repeated(1) && !repeated(2) && repeated(2));
        assert_eq!(marker(&event, &[]), None);
    }
}

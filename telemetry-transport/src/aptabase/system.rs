//! What every event says of its system.

use telemetry_core::transport::Source;

use super::locale;
use crate::json::Json;

/// The name and version of this library, at most 40 characters.
const SDK: &str = concat!("telemetry-events@", env!("CARGO_PKG_VERSION"));

/// The `systemProps`, with every text cut to its limit: one that is too long would have the whole
/// request refused.
pub(super) struct System<'a> {
    debug: bool,
    os_name: &'a str,
    os_version: &'a str,
    locale: &'a str,
    app_version: &'a str,
    build_number: &'a str,
}

impl<'a> System<'a> {
    pub(super) fn new(source: &'a Source, build_number: &'a str, debug: bool) -> Self {
        let os_name = cut(&source.machine.os_name, 30);
        Self {
            debug,
            // An empty name would make the server take the event for a browser's.
            os_name: if os_name.trim().is_empty() { "Unknown" } else { os_name },
            os_version: cut(&source.machine.os_version, 100),
            locale: locale::accepted(&source.machine.locale),
            app_version: cut(&source.app_version, 50),
            build_number: cut(build_number, 20),
        }
    }

    pub(super) fn json(&self) -> String {
        let mut system = Vec::new();
        let mut json = Json::new(&mut system);
        json.raw("{");
        json.key("isDebug");
        json.bool(self.debug);
        let texts = [
            ("osName", self.os_name),
            ("osVersion", self.os_version),
            ("locale", self.locale),
            ("appVersion", self.app_version),
            ("appBuildNumber", self.build_number),
            ("engineName", ""),
            ("engineVersion", ""),
            ("deviceModel", ""),
            ("sdkVersion", SDK),
        ];
        for (key, text) in texts {
            json.key(key);
            json.text(text);
        }
        json.raw("}");
        json.end();
        String::from_utf8(system).unwrap_or_default()
    }

    /// What the server's anonymous, daily hash is made from, beside the address: stable for a
    /// machine, and different between different ones.
    pub(super) fn user_agent(&self) -> String {
        let agent = format!(
            "{}/{} {} {}",
            self.os_name,
            self.os_version,
            SDK.replace('@', "/"),
            self.locale
        );
        agent
            .trim_end()
            .chars()
            .map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '-' })
            .collect()
    }
}

/// The start of a text, at most so many UTF-16 units, which is how the server counts.
fn cut(text: &str, limit: usize) -> &str {
    let mut units = 0;
    for (at, character) in text.char_indices() {
        units += character.len_utf16();
        if units > limit {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_in_utf16_units_between_characters() {
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abcd", 3), "abc");
        assert_eq!(cut("a😀b", 3), "a😀");
        assert_eq!(cut("a😀b", 2), "a");
    }
}

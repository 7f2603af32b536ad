//! What is said of the application and the machine beside any catalogue: held to a form that spells no
//! sentence, path or address.

use std::borrow::Cow;
use std::net::Ipv4Addr;
use std::ops::RangeInclusive;

use crate::detect::Rule;
use crate::filter::Filter;
use crate::machine::language_and_region;
use crate::transport::Source;

/// The longest text: what versions, names of systems and locales need, with room.
const MAX_BYTES: usize = 64;

/// The source with nothing in place of each text that may not leave, and what those texts are. The
/// application's version falls back to the one of its package.
pub(crate) fn vetted(source: Source, filter: &Filter) -> (Source, Vec<&'static str>) {
    let mut left_out = Vec::new();
    let mut vet = |what, text: &mut String, may_leave: fn(&str, &Filter) -> bool| {
        if !text.is_empty() && !may_leave(text, filter) {
            text.clear();
            left_out.push(what);
        }
    };
    let Source { app, app_version, mut machine } = source;
    let mut version = app_version.into_owned();
    vet("the application's version", &mut version, may_leave);
    vet("the system's name", &mut machine.os_name, may_leave);
    vet("the system's version", &mut machine.os_version, may_leave);
    machine.locale = language_and_region(&machine.locale);
    vet("the locale", &mut machine.locale, |text, filter| {
        is_locale(text) && filter.check(text).is_ok()
    });
    let app_version = match version.is_empty() {
        true if may_leave(app.version, filter) => Cow::Borrowed(app.version),
        _ => Cow::Owned(version),
    };
    (Source { app, app_version, machine }, left_out)
}

/// Whether a text of the application's own that goes along with every event may leave, as its version
/// may: nothing, or at most 64 letters, digits and `.`, `_`, `+`, `-` that the value filter lets pass. Four
/// numbers are a version, unless they are an address of a private network.
///
/// ```
/// use telemetry_core::source::is_version;
///
/// assert!(is_version("1.4.2-rc.1+4d2c") && is_version("4711") && is_version("1.2.3.4"));
/// assert!(!is_version("jane.doe@example.com") && !is_version("192.168.0.12"));
/// ```
pub fn is_version(text: &str) -> bool {
    text.is_empty() || may_leave(text, &Filter::default())
}

/// The same, compared with the words of this machine.
pub(crate) fn may_leave(text: &str, filter: &Filter) -> bool {
    let passes = match filter.check(text) {
        Err(Rule::Ip) => is_four_numbers(text) && !filter.trips(text),
        checked => checked.is_ok(),
    };
    is_word(text) && passes
}

/// `1.2.3.4`, which is an address anywhere else.
fn is_four_numbers(text: &str) -> bool {
    let address: Option<Ipv4Addr> = text.parse().ok();
    address.is_some_and(|address| {
        !(address.is_private() || address.is_loopback() || address.is_link_local())
    })
}

/// `1.4.2-rc.1+4d2c`
fn is_word(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
    text.len() <= MAX_BYTES && text.bytes().all(is_plain)
}

/// `fr`, `en-US`, `zh-Hans-CN`: a language, and what narrows it.
fn is_locale(text: &str) -> bool {
    let is_part = |part: &str, lengths: RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let is_word = language.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word
        && is_part(language, 2..=3)
        && parts.clone().count() <= 2
        && parts.all(|part| is_part(part, 2..=4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::App;
    use crate::machine::Machine;

    fn source(version: &str, os_name: &str, os_version: &str, locale: &str) -> Source {
        Source {
            app: App { name: "app", version: "0.9.0", debug: true },
            app_version: Cow::Owned(version.to_owned()),
            machine: Machine {
                os_name: os_name.to_owned(),
                os_version: os_version.to_owned(),
                locale: locale.to_owned(),
            },
        }
    }

    #[test]
    fn what_versions_and_systems_are_called_leaves() {
        let filter = Filter::new(["janedoe"]);
        for version in ["1.4.2", "1.2.3.4", "2026.11.0-rc.1+4d2c", "v3", "nightly"] {
            let (vetted, left_out) =
                vetted(source(version, "macOS", "14.4", "en_US.UTF-8"), &filter);
            assert_eq!((&*vetted.app_version, left_out), (version, vec![]));
            assert_eq!(vetted.machine.locale, "en-US");
        }
    }

    #[test]
    fn what_can_name_somebody_stays() {
        let filter = Filter::new(["janedoe"]);
        let long = "1".repeat(MAX_BYTES + 1);
        for text in [
            "Jane's build",
            "/home/jane",
            "jane@example.com",
            "x-janedoe",
            "größe",
            "192.168.0.12",
            &long,
        ] {
            let (vetted, left_out) = vetted(source(text, text, text, text), &filter);
            assert_eq!(vetted.app_version, "0.9.0", "{text}");
            assert_eq!(vetted.machine, Machine::default(), "{text}");
            assert_eq!(left_out.len(), 4, "{text}: {left_out:?}");
        }
    }
}

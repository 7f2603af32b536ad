//! What is said of the machine: its system, coarsely, and its language. The one place that differs
//! between operating systems.

use crate::environment::Environment;

/// What is said of a machine: nothing that tells it from a million others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    /// `Linux`, `macOS`, `Windows` ..
    pub os_name: String,
    /// Major and minor version, as `6.1`; empty where unknown.
    pub os_version: String,
    /// Language and region, as `en-US`; empty where unknown.
    pub locale: String,
}

impl Machine {
    /// What the machine says of itself.
    pub fn detect(environment: &dyn Environment) -> Self {
        Self {
            os_name: os_name(std::env::consts::OS).to_owned(),
            os_version: os_version().map(|version| coarse(&version)).unwrap_or_default(),
            locale: locale(environment)
                .map(|locale| language_and_region(&locale))
                .unwrap_or_default(),
        }
    }
}

/// The system's name as its makers write it.
fn os_name(os: &str) -> &str {
    match os {
        "linux" => "Linux",
        "macos" => "macOS",
        "windows" => "Windows",
        "ios" => "iOS",
        "android" => "Android",
        "freebsd" => "FreeBSD",
        other => other,
    }
}

/// Major and minor version: the full build of a kernel is rare enough to be a name.
fn coarse(version: &str) -> String {
    let number = |part: &str| part.chars().take_while(char::is_ascii_digit).collect::<String>();
    let parts: Vec<_> =
        version.trim().split('.').map(number).take_while(|part| !part.is_empty()).take(2).collect();
    parts.join(".")
}

/// `de_DE.UTF-8@euro` becomes `de-DE`; `C` and `POSIX` name no language.
pub(crate) fn language_and_region(locale: &str) -> String {
    let locale = locale.split(['.', '@']).next().unwrap_or_default();
    if matches!(locale, "C" | "POSIX") { String::new() } else { locale.replace('_', "-") }
}

#[cfg(target_os = "linux")]
fn os_version() -> Option<String> {
    std::fs::read_to_string("/proc/sys/kernel/osrelease").ok()
}

#[cfg(target_os = "macos")]
fn os_version() -> Option<String> {
    let plist = std::fs::read_to_string("/System/Library/CoreServices/SystemVersion.plist").ok()?;
    let (_, after) = plist.split_once("<key>ProductVersion</key>")?;
    let (_, version) = after.split_once("<string>")?;
    Some(version.split_once("</string>")?.0.to_owned())
}

#[cfg(windows)]
fn os_version() -> Option<String> {
    let version = windows_version::OsVersion::current();
    Some(format!("{}.{}", version.major, version.minor))
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn os_version() -> Option<String> {
    None
}

/// The variables of POSIX, in their order of precedence; an empty one does not count.
#[cfg(not(any(target_os = "macos", windows)))]
fn locale(environment: &dyn Environment) -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| {
        environment.variable(name)?.into_string().ok().filter(|value| !value.is_empty())
    })
}

/// The user's settings: programs that are not started from a terminal have no such variables.
#[cfg(any(target_os = "macos", windows))]
fn locale(_: &dyn Environment) -> Option<String> {
    sys_locale::get_locale()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_cut_to_two_numbers() {
        for (full, short) in [
            ("6.1.0-13-amd64\n", "6.1"),
            ("14.4.1", "14.4"),
            ("10", "10"),
            ("6.8-arch1", "6.8"),
            ("unknown", ""),
        ] {
            assert_eq!(coarse(full), short);
        }
    }

    #[test]
    fn a_locale_is_cut_to_language_and_region() {
        for (full, short) in
            [("en_US.UTF-8", "en-US"), ("de_DE@euro", "de-DE"), ("C.UTF-8", ""), ("fr", "fr")]
        {
            assert_eq!(language_and_region(full), short);
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_environment_tells_the_language() {
        let environment =
            crate::testing::FixedEnvironment::new().with("LC_ALL", "").with("LANG", "en_GB.UTF-8");
        let machine = Machine::detect(&environment);
        assert_eq!((machine.os_name.as_str(), machine.locale.as_str()), ("Linux", "en-GB"));
    }
}

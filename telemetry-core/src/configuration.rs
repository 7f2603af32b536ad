//! The application's own configuration file, where it switches telemetry off.

use std::fmt;
use std::io::Read;

use serde_json::Value;

use crate::gate::is_set;

/// The most that is read of a configuration file.
pub const MAX_BYTES: u64 = 1024 * 1024;

/// Whether a configuration in JSON switches telemetry off: `switch` names the key, with a dot between
/// an object and what is in it. `true` does, and so does whatever else is not a no: a switch that is
/// absent, `null`, `false`, `0`, or one of the words for no that environment variables have.
///
/// ```
/// use telemetry_core::configuration::switches_off;
///
/// let configuration = r#"{"theme": "dark", "telemetry": {"disabled": true}}"#;
/// assert_eq!(switches_off(configuration.as_bytes(), "telemetry.disabled"), Ok(true));
/// assert_eq!(switches_off(&b"{}"[..], "telemetry.disabled"), Ok(false));
///
/// // It may say no, so it has to be treated as one.
/// let damaged = r#"{"telemetry": {"disabled": "#;
/// assert!(switches_off(damaged.as_bytes(), "telemetry.disabled").is_err());
/// ```
///
/// # Errors
///
/// Where the configuration cannot be read, is no JSON, or has more than [`MAX_BYTES`].
pub fn switches_off(configuration: impl Read, switch: &str) -> Result<bool, Unreadable> {
    let unreadable = |problem: String| Unreadable { problem };
    let mut text = Vec::new();
    let read = configuration.take(MAX_BYTES + 1).read_to_end(&mut text);
    read.map_err(|error| unreadable(error.to_string()))?;
    if text.len() as u64 > MAX_BYTES {
        return Err(unreadable(format!("it has more than {MAX_BYTES} bytes")));
    }
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
    if text.trim_ascii().is_empty() {
        return Ok(false);
    }
    let mut value: &Value = &serde_json::from_slice(text)
        .map_err(|error| unreadable(format!("it is no JSON: {error}")))?;
    for key in switch.split('.') {
        value = match value {
            Value::Object(members) => members.get(key).unwrap_or(&Value::Null),
            Value::Null => return Ok(false),
            _ => return Err(unreadable(format!("there is no object in it to hold `{key}`"))),
        };
    }
    Ok(match value {
        Value::Null | Value::Bool(false) => false,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(word) => is_set(word.as_ref()),
        Value::Bool(true) | Value::Array(_) | Value::Object(_) => true,
    })
}

/// Why a configuration cannot be read. It holds nothing of the content.
#[derive(Clone, PartialEq, Eq)]
pub struct Unreadable {
    pub(crate) problem: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the configuration cannot be read: {}", self.problem)
    }
}

/// As [`Display`](fmt::Display): it is what `main` prints of an error that it returns.
impl fmt::Debug for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Unreadable {}

#[cfg(test)]
mod tests {
    use super::*;

    fn off(configuration: &str) -> Option<bool> {
        switches_off(configuration.as_bytes(), "telemetry.disabled").ok()
    }

    #[test]
    fn whatever_is_not_a_no_switches_off() {
        for yes in ["true", "1", "\"true\"", "\"yes\"", "[]", "{}", "-1"] {
            let written = format!("{{\"telemetry\":{{\"disabled\":{yes}}}}}");
            assert_eq!(off(&written), Some(true), "{yes}");
        }
        for no in ["false", "0", "null", "\"false\"", "\"off\"", "\"\""] {
            let written = format!("\u{feff}{{\"telemetry\":{{\"disabled\":{no}}}}}");
            assert_eq!(off(&written), Some(false), "{no}");
        }
        for absent in ["", " \n", "{}", "null", "{\"telemetry\":null}", "{\"telemetry\":{}}"] {
            assert_eq!(off(absent), Some(false), "{absent}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_an_error_without_its_content() {
        let deep = "[".repeat(10_000);
        let large = format!("{{\"hunter2\":\"{}\"}}", "x".repeat(MAX_BYTES as usize));
        for damaged in
            ["{", "hunter2", "{\"telemetry\":\"hunter2\"}", "[1]", "// hunter2\n{}", &deep, &large]
        {
            let error = switches_off(damaged.as_bytes(), "telemetry.disabled").unwrap_err();
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
        let folder = std::fs::File::open(std::env::temp_dir());
        if let Ok(folder) = folder {
            assert!(switches_off(folder, "telemetry.disabled").is_err());
        }
    }
}

//! The rules of a project key (contract 2.1).

use super::envelope::Envelope;
use crate::breach::Breach;
use crate::json::Json;

/// The longest key, in bytes.
const MAX_LENGTH: usize = 64;

/// How a personal key begins, which must not be sent at all.
const PERSONAL: &str = "phx_";

/// The one well-formed key of a request, trimmed.
pub(super) fn project<'a>(envelope: &Envelope<'a>) -> Result<&'a str, Breach> {
    let mut keys = envelope.keys();
    let key = keys.next().ok_or(Breach::of("2.1", "there is no key"))?;
    if keys.any(|other| other != key) {
        return Err(Breach::of("2.1", "there are several keys"));
    }
    check(key)
}

fn check(key: &Json) -> Result<&str, Breach> {
    let breach = |reason| Err(Breach::of("2.1", format!("the key {reason}")));
    let Some(key) = key.as_str().map(str::trim) else {
        return breach("is not a string");
    };
    if key.is_empty() {
        return breach("is empty");
    }
    if key.len() > MAX_LENGTH {
        return breach("is longer than 64 bytes");
    }
    if !key.is_ascii() {
        return breach("is not ASCII");
    }
    if key.contains('\0') {
        return breach("contains NUL");
    }
    if key.starts_with(PERSONAL) {
        return breach("is a personal one");
    }
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(key: &str) -> bool {
        check(&Json::String(key.to_owned())).is_ok()
    }

    #[test]
    fn a_key_is_short_ascii_and_not_personal() {
        assert!(accepts("phc_a"));
        assert!(accepts(&"x".repeat(64)));
        for key in ["", " \n", &"x".repeat(65), "phc_é", "phc_\0a", "phx_a", " phx_a"] {
            assert!(!accepts(key), "{key:?}");
        }
        assert!(check(&Json::Null).is_err());
    }

    #[test]
    fn a_key_is_trimmed() {
        assert_eq!(check(&Json::String(" phc_a\r\n".to_owned())), Ok("phc_a"));
    }
}

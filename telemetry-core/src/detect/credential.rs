//! Which values can be secrets, given how much their key says.
//!
//! A password may be anything but a word that reads as a state (`missing`, `true`) or a reference
//! (`${TOKEN}`); a token must not be a plain word or a count; the value of a bare key must be random.

use super::bytes::{byte_at, run_end};
use super::entropy::{is_hex, is_odd, random_mass};
use super::key::Strength;
use super::word_list::WordList;
use memchr::memmem;

/// What reads as a state, a type or a gap where a value could stand.
#[rustfmt::skip]
static STATES: WordList = WordList::new(&[
    "true", "false", "null", "none", "nil", "undefined", "string", "str", "int", "bool", "bytes",
    "text", "required", "missing", "invalid", "expired", "empty", "unset", "redacted", "filtered",
    "masked", "hidden", "yes", "no", "on", "off", "optional", "default", "enabled", "disabled",
    "provided", "set", "not", "is", "must", "incorrect", "wrong", "unknown", "unsupported",
    "rejected", "revoked", "denied", "failed", "ok", "valid", "too", "cannot", "could", "should",
    "was", "has", "the", "a", "an", "expected", "got", "unauthorized", "forbidden", "absent",
    "changed", "reset", "mismatch", "only", "auth", "authentication", "authorization", "header",
    "scheme", "bearer", "basic", "token", "key", "secret", "password", "self", "this", "env",
    "oauth", "saml", "oidc", "mtls", "kerberos", "file", "prompt", "keychain", "value", "example", "placeholder", "changeme", "na", "n",
]);

/// No secret is shorter.
pub(super) const SHORTEST: usize = 4;
/// Words are seldom longer, and then made of words.
const LONG: usize = 12;

/// Whether a value is a secret, given how much its key says.
pub(super) fn is_credential(value: &[u8], strength: Strength) -> bool {
    if value.len() < SHORTEST || is_reference(value) || is_state(value) || is_uniform(value) {
        return false;
    }
    match strength {
        Strength::Certain | Strength::Line => !is_call(value),
        Strength::Likely => value.len() >= 6 && is_opaque(value) && !is_call(value),
        Strength::Random => is_random(value),
    }
}

/// A word from the list, or one with the number of its version: `oauth2`.
fn is_state(value: &[u8]) -> bool {
    let letters = run_end(value, 0, |byte| byte.is_ascii_alphabetic());
    let (word, version) = value.split_at(letters);
    version.len() <= 1 && version.iter().all(u8::is_ascii_digit) && STATES.contains(word)
}

/// Less random than what is a secret without a key, but no name either.
pub(super) fn is_random(value: &[u8]) -> bool {
    let has_digits = value.iter().filter(|byte| byte.is_ascii_digit()).count() >= 2;
    let is_odd_run = |run: &[u8]| run.len() >= 8 && !is_hex(run) && is_odd(run);
    random_mass(value) >= 12
        || value.len() >= 20 && value.split(|&byte| byte == b'-').all(is_hex)
        || has_digits && value.split(|byte| !byte.is_ascii_alphanumeric()).any(is_odd_run)
}

/// A placeholder, the name of a variable that holds the secret, or a page about it: what a URL holds is
/// for its own rule.
fn is_reference(value: &[u8]) -> bool {
    let is_variable = |name: &[u8]| {
        name.iter().all(|&byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    match value {
        [b'<', ..] | [b'{' | b'$', b'{', ..] | [b'.', b'.', ..] => true,
        [b'h', b't', b't', b'p', b's', b':', ..] | [b'h', b't', b't', b'p', b':', ..] => true,
        [b'$', name @ ..] | [b'%', name @ .., b'%'] => is_variable(name),
        _ => memmem::find(value, b"env.").is_some() || memmem::find(value, b"environ").is_some(),
    }
}

/// `getToken()`, `config.password`: code that names a secret instead of holding it.
fn is_call(value: &[u8]) -> bool {
    value.ends_with(b"()")
        || value.ends_with(b"(")
        || byte_at(value, run_end(value, 0, |byte| byte.is_ascii_lowercase() || byte == b'_'))
            == b'('
}

fn is_uniform(value: &[u8]) -> bool {
    value.iter().all(|byte| Some(byte) == value.first())
}

/// More than a word, a name or a number: digits among letters, or capitals inside.
pub(super) fn is_opaque(value: &[u8]) -> bool {
    let has_digit = value.iter().any(u8::is_ascii_digit);
    let has_letter = value.iter().any(u8::is_ascii_alphabetic);
    let has_mark = value.iter().any(|byte| b"!@#$%^&*+=?".contains(byte));
    let digits = value.iter().filter(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    has_letter && (has_digit || has_mark)
        || has_short_hump(value)
        || value.len() >= LONG && is_odd(value)
        || random_mass(value) >= 12
        || digits == value.len() && digits >= 9
}

/// A capital inside a word and another one, or the end, right behind it: `letmeInXy`, not `LetMeIn`.
fn has_short_hump(value: &[u8]) -> bool {
    let capitals = value
        .windows(2)
        .filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
        .count();
    let last = value.iter().rposition(u8::is_ascii_uppercase).map_or(0, |last| value.len() - last);
    value.len() >= 8 && value.iter().all(u8::is_ascii_alphabetic) && capitals >= 1 && last < 3
}

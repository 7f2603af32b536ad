//! Values that their own key calls secret: `password=`, `"apiKey": ".."`, `X-Api-Key: ..`,
//! `Authorization: Bearer ..`, `<token>..</token>`.
//!
//! The last word of the key decides how sure that is. A password may be anything but a word that
//! reads as a state (`missing`, `true`) or a reference (`${TOKEN}`); a token must not be a plain
//! word or a count; a bare key or code must be random. Source: the key names that secret scanners
//! and the HTTP registry of header fields agree on (RFC 9110, RFC 6265, RFC 6750).

use super::bytes::{
    byte_at, byte_before, ends_with, is_one_of, is_word, part, run_end, run_start, word_before,
};
use super::entropy::{is_hex, random_mass};
use super::path_end::without_punctuation;
use super::{Findings, Rule};
use memchr::{memchr, memchr_iter, memchr2_iter};

const MAX_KEY: usize = 64;
const MAX_QUOTED: usize = 1024;

/// How much the key says about its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// A value counts when it is random.
    Random,
    /// A value counts unless it is a word or a number.
    Likely,
    /// Any value counts that does not read as a state.
    Certain,
    /// The rest of the line counts.
    Line,
}

const CERTAIN_ENDINGS: &[&str] = &[
    "password",
    "passwd",
    "passwort",
    "passphrase",
    "passcode",
    "secret",
    "apikey",
    "secretkey",
    "accesskey",
    "privatekey",
    "accountkey",
    "sharedkey",
    "authkey",
    "signingkey",
    "masterkey",
    "encryptionkey",
    "userpass",
    "dbpass",
    "contraseña",
    "motdepasse",
    "senha",
];
const CERTAIN_WORDS: &[&str] =
    &["pass", "pwd", "psw", "pw", "passw", "cvv", "cvc", "authorization"];
const LIKELY_ENDINGS: &[&str] =
    &["token", "credential", "credentials", "sessionid", "signature", "authcode"];
const LIKELY_WORDS: &[&str] = &[
    "auth", "session", "sid", "sig", "jwt", "dsn", "bearer", "pin", "otp", "hmac", "creds", "pat",
    "sas",
];
/// What makes a `key` a secret one.
const KEY_QUALIFIERS: &[&str] = &[
    "api",
    "access",
    "secret",
    "private",
    "account",
    "encryption",
    "encrypt",
    "signing",
    "client",
    "shared",
    "master",
    "auth",
    "service",
    "license",
    "ssh",
    "deploy",
    "app",
    "application",
    "storage",
    "webhook",
    "subscription",
    "admin",
    "write",
    "ingest",
    "ingestion",
    "instrumentation",
    "rsa",
    "pgp",
    "gpg",
    "aes",
    "session",
    "consumer",
    "user",
    "host",
    "integration",
    "project",
    "team",
    "dsa",
    "ed25519",
];
/// What reads as a state, a type or a gap where a value could stand.
const STATES: &[&str] = &[
    "true",
    "false",
    "null",
    "none",
    "nil",
    "undefined",
    "string",
    "str",
    "int",
    "bool",
    "bytes",
    "text",
    "required",
    "missing",
    "invalid",
    "expired",
    "empty",
    "unset",
    "redacted",
    "filtered",
    "masked",
    "hidden",
    "yes",
    "no",
    "on",
    "off",
    "optional",
    "default",
    "enabled",
    "disabled",
    "provided",
    "set",
    "not",
    "is",
    "must",
    "incorrect",
    "wrong",
    "unknown",
    "unsupported",
    "rejected",
    "revoked",
    "denied",
    "failed",
    "ok",
    "valid",
    "too",
    "cannot",
    "could",
    "should",
    "was",
    "has",
    "the",
    "a",
    "an",
    "expected",
    "got",
    "unauthorized",
    "forbidden",
    "absent",
    "changed",
    "reset",
    "mismatch",
    "only",
    "auth",
    "authentication",
    "authorization",
    "header",
    "scheme",
    "bearer",
    "basic",
    "token",
    "key",
    "secret",
    "password",
    "self",
    "this",
    "env",
    "file",
    "prompt",
    "keychain",
    "value",
    "example",
    "placeholder",
    "changeme",
    "na",
    "n",
];
const AUTH_SCHEMES: &[&str] = &[
    "bearer",
    "basic",
    "token",
    "digest",
    "apikey",
    "api-key",
    "aws4-hmac-sha256",
    "negotiate",
    "ntlm",
    "key",
    "bot",
    "oauth",
    "sharedkey",
    "hawk",
    "genie",
    "splunk",
    "sso-key",
    "dpop",
    "mac",
    "hmac",
    "vapid",
];
/// Words between a key and its separator that say nothing.
const FILLERS: &[&str] =
    &["provided", "is", "was", "value", "supplied", "given", "used", "header", "received"];

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for separator in memchr2_iter(b'=', b':', bytes) {
        let next = byte_at(bytes, separator + 1);
        if separator < done
            || next == b':'
            || byte_before(bytes, separator) == b':'
            || part(bytes, separator + 1, separator + 3) == b"//"
        {
            continue;
        }
        let Some(strength) = key_before(bytes, separator).and_then(is_secret_key) else {
            continue;
        };
        if let Some((start, end)) = value_after(bytes, separator, strength) {
            found.add(start, end, Rule::Assignment);
            done = end;
        }
    }
}

/// `<password>value</password>`.
pub(super) fn find_elements(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    for close in memchr_iter(b'>', bytes) {
        let name = run_start(bytes, close, MAX_KEY, |byte| {
            is_word(byte) || matches!(byte, b'-' | b'.' | b':')
        });
        let end = run_end(bytes, close + 1, |byte| byte != b'<' && byte != b'>' && byte != b'\n');
        if byte_before(bytes, name) == b'<' && part(bytes, end, end + 2) == b"</" {
            let value = part(bytes, close + 1, end).trim_ascii();
            if is_secret_key(part(bytes, name, close))
                .is_some_and(|strength| is_credential(value, strength))
            {
                found.add(close + 1, end, Rule::Assignment);
            }
        }
    }
}

/// The key in front of a separator, without quotes, blanks and words that only fill.
fn key_before(bytes: &[u8], separator: usize) -> Option<&[u8]> {
    let mut end = run_start(bytes, separator, 6, |byte| {
        matches!(byte, b'"' | b'\'' | b'`' | b' ' | b'\\' | b']' | b'?' | b'+' | b')')
    });
    let word = |end: usize| {
        run_start(bytes, end, MAX_KEY, |byte| is_word(byte) || matches!(byte, b'-' | b'.'))
    };
    let mut start = word(end);
    if is_one_of(part(bytes, start, end), FILLERS) {
        end = run_start(bytes, start, 2, |byte| byte == b' ');
        start = word(end);
    }
    let key = part(bytes, start, end);
    if key.eq_ignore_ascii_case(b"key") && byte_before(bytes, start) == b' ' {
        start = word(start - 1);
    }
    let key = part(bytes, start, end);
    (!key.is_empty()).then_some(key)
}

/// How secret the values of a key are.
pub(super) fn is_secret_key(key: &[u8]) -> Option<Strength> {
    let key =
        part(key, 0, key.iter().rposition(u8::is_ascii_alphabetic).map_or(0, |last| last + 1));
    let start = last_word_start(key);
    let word = part(key, start, key.len());
    let matches = |endings: &[&str]| endings.iter().any(|ending| ends_with(word, ending));
    if is_one_of(word, &["cookie", "cookies"]) {
        Some(Strength::Line)
    } else if matches(CERTAIN_ENDINGS) || is_one_of(word, CERTAIN_WORDS) {
        Some(Strength::Certain)
    } else if matches(LIKELY_ENDINGS) || is_one_of(word, LIKELY_WORDS) {
        Some(Strength::Likely)
    } else if word.eq_ignore_ascii_case(b"key") {
        let before = part(key, 0, run_start(key, start, 2, |byte| !byte.is_ascii_alphanumeric()));
        let qualifier = part(before, last_word_start(before), before.len());
        Some(if is_one_of(qualifier, KEY_QUALIFIERS) { Strength::Likely } else { Strength::Random })
    } else {
        None
    }
}

/// Where the last word of a key starts: behind `_`, `-`, `.`, or at a hump of camel case.
fn last_word_start(key: &[u8]) -> usize {
    let start =
        run_start(key, key.len(), MAX_KEY, |byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    let hump = (start + 1..key.len()).rev().find(|&at| {
        byte_at(key, at).is_ascii_uppercase() && byte_before(key, at).is_ascii_lowercase()
    });
    hump.unwrap_or(start)
}

/// The value behind a separator, if it is a secret.
fn value_after(bytes: &[u8], separator: usize, strength: Strength) -> Option<(usize, usize)> {
    let mut start = run_end(bytes, separator + 1, |byte| matches!(byte, b'=' | b'>' | b'~'));
    let marks = start;
    start += run_end(part(bytes, start, bytes.len().min(start + 8)), 0, |byte| {
        matches!(byte, b' ' | b'\t' | b'(' | b'[')
    });
    let is_spaced = start > marks;
    let (mut start, end) = match quoted(bytes, start) {
        Some(range) => range,
        None if strength == Strength::Line => (start, line_end(bytes, start)),
        None => (start, unquoted_end(bytes, start)),
    };
    let mut end = end;
    let is_quoted = matches!(byte_before(bytes, start), b'"' | b'\'' | b'`');
    if strength == Strength::Line {
        let has_pair = memchr(b'=', part(bytes, start, end)).is_some();
        return (has_pair && end > start + 4).then_some((start, end));
    }
    let word_end = run_end(bytes, start, |byte| is_word(byte) || byte == b'-');
    if is_one_of(part(bytes, start, word_end), AUTH_SCHEMES) && byte_at(bytes, word_end) == b' ' {
        start = word_end + 1;
        end = if is_quoted { end.max(start) } else { unquoted_end(bytes, start) };
    }
    let value = part(bytes, start, end);
    let is_prose = is_spaced && !is_quoted && value.iter().all(u8::is_ascii_lowercase);
    let ends_text = matches!(byte_at(bytes, end), 0 | b'\n' | b'\r' | b'"' | b'\'' | b'.');
    (is_credential(value, strength) && (!is_prose || ends_text)).then_some((start, end))
}

/// The inside of a quoted value that starts at `start`; its quotes may be escaped.
fn quoted(bytes: &[u8], start: usize) -> Option<(usize, usize)> {
    let escapes = run_end(bytes, start, |byte| byte == b'\\') - start;
    let quote = byte_at(bytes, start + escapes);
    if !matches!(quote, b'"' | b'\'' | b'`') {
        return None;
    }
    let inside = start + escapes + 1;
    let ahead = part(bytes, inside, bytes.len().min(inside + MAX_QUOTED));
    let length = memchr_iter(quote, ahead)
        .find(|&at| escapes > 0 || byte_before(ahead, at) != b'\\')
        .unwrap_or(ahead.len());
    let kept = ahead[..length].iter().rev().take_while(|&&byte| byte == b'\\').count().min(escapes);
    Some((inside, inside + length - kept))
}

fn line_end(bytes: &[u8], start: usize) -> usize {
    run_end(bytes, start, |byte| !matches!(byte, b'\n' | b'\r' | b'"'))
}

fn unquoted_end(bytes: &[u8], start: usize) -> usize {
    let end = run_end(bytes, start, |byte| {
        !byte.is_ascii_whitespace()
            && !byte.is_ascii_control()
            && !matches!(byte, b';' | b'"' | b'<' | b'>' | b'`' | b'&' | b'|')
    });
    let quote = part(bytes, start, end)
        .windows(2)
        .position(|pair| matches!(pair, [b'\'', next] | [b',', next] if !is_word(*next)));
    without_punctuation(bytes, start, quote.map_or(end, |at| start + at))
}

/// Whether a value is a secret, given how much its key says.
pub(super) fn is_credential(value: &[u8], strength: Strength) -> bool {
    let is_reference = matches!(
        value,
        [b'<' | b'*', ..]
            | [b'{' | b'$', b'{', ..]
            | [b'$' | b'%', b'A'..=b'Z', ..]
            | [b'.', b'.', ..]
    ) || memchr::memmem::find(value, b"env.").is_some()
        || memchr::memmem::find(value, b"environ").is_some();
    let letters = run_end(value, 0, |byte| byte.is_ascii_alphabetic());
    if value.len() < 4
        || is_reference
        || letters == value.len() && is_one_of(value, STATES)
        || is_uniform(value)
    {
        return false;
    }
    match strength {
        Strength::Certain | Strength::Line => !is_call(value),
        Strength::Likely => value.len() >= 6 && is_opaque(value) && !is_call(value),
        Strength::Random => random_mass(value) >= 12 || value.len() >= 24 && is_hex(value),
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

/// Whether the word at `start` is a secret because the word before says so: `Bearer ..`,
/// `password ..`, `credential ..`.
pub(super) fn is_introduced(bytes: &[u8], start: usize, end: usize) -> bool {
    let word = word_before(bytes, start);
    if word.len() < 3 || !word.last().is_some_and(u8::is_ascii_alphabetic) {
        return false;
    }
    let value = part(bytes, start, end);
    let is_scheme = is_one_of(word, &["bearer", "basic", "token", "apikey", "digest"]);
    let strength = if is_scheme { Some(Strength::Likely) } else { is_secret_key(word) };
    let has_letter_and_digit =
        value.iter().any(u8::is_ascii_alphabetic) && value.iter().any(u8::is_ascii_digit);
    match strength {
        None => false,
        Some(Strength::Random) => random_mass(value) >= 12 || value.len() >= 24 && is_hex(value),
        Some(_) if is_scheme => is_opaque(value) && !value.contains(&b'('),
        Some(_) => {
            has_letter_and_digit
                && (random_mass(value) >= 8
                    || is_hex(value)
                    || value.iter().any(|byte| b"!@#$%^&*".contains(byte)))
        }
    }
}

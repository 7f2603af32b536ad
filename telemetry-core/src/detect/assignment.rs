//! Values that their own key calls secret: `password=`, `"apiKey": ".."`, `X-Api-Key: ..`,
//! `Authorization: Bearer ..`, `<token>..</token>`.
//!
//! The key says how secret its values are, the value whether it can be one; what this file finds is
//! where both are. Source: RFC 9110, RFC 6265 and RFC 6750 for the headers.

use super::bytes::{
    byte_at, byte_before, is_between_words, is_word, part, run_end, run_start, word_before,
    word_end,
};
use super::credential::{SHORTEST, is_credential, is_opaque, is_random};
use super::entropy::{is_hex, random_mass};
use super::key::{FILLERS, MAX_KEY, SCHEMES, Strength, ends_key, is_secret_key, may_end_key};
use super::needs::Needs;
use super::path_end::without_punctuation;
use super::word_list::WordList;
use super::{Findings, Rule, command};
use memchr::{memchr, memchr_iter, memchr2_iter};

const MAX_QUOTED: usize = 1024;
/// How much of a value without quotes shows whether it is a secret; keeps the cost linear.
const TELLING: usize = 256;

#[rustfmt::skip]
static AUTH_SCHEMES: WordList = WordList::new(&[
    "bearer", "basic", "token", "digest", "apikey", "api-key", "aws4-hmac-sha256", "negotiate",
    "ntlm", "key", "bot", "oauth", "sharedkey", "hawk", "genie", "splunk", "sso-key", "dpop",
    "mac", "hmac", "vapid",
]);
/// `pw=abcd`.
pub(super) const NEEDS: Needs =
    Needs { bytes: SHORTEST as u8 + 3, separators: 1, letters: 2, ..Needs::NOTHING };

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for separator in memchr2_iter(b'=', b':', bytes) {
        if separator < done {
            continue;
        }
        let Some(strength) = strength_before(bytes, separator) else {
            continue;
        };
        if let Some((start, end)) = value_after(bytes, separator, strength) {
            found.add(start, end, Rule::Assignment);
            done = end;
        }
    }
}

/// How secret the key in front of a separator is.
fn strength_before(bytes: &[u8], separator: usize) -> Option<Strength> {
    let is_part_of_other_mark = byte_at(bytes, separator + 1) == b':'
        || byte_before(bytes, separator) == b':'
        || part(bytes, separator + 1, separator + 3) == b"//";
    if is_part_of_other_mark {
        return None;
    }
    if command::is_login(bytes, separator) {
        return Some(Strength::Likely);
    }
    if byte_before(bytes, separator).is_ascii_digit() && !may_end_with_digits(bytes, separator) {
        return None;
    }
    key_before(bytes, separator).and_then(is_secret_key)
}

/// Whether the digits before a separator may be the end of a key: not those of a time or of a model.
fn may_end_with_digits(bytes: &[u8], separator: usize) -> bool {
    let letters = run_start(bytes, separator, MAX_KEY, |byte| {
        byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_')
    });
    let last = byte_before(bytes, letters);
    !last.is_ascii() || last.is_ascii_alphabetic() && may_end_key(bytes, letters)
}

/// Whether a key that says something stands before a separator, and behind it what may be a secret.
#[inline]
pub(super) fn has_key(bytes: &[u8], separator: usize) -> bool {
    let last = byte_before(bytes, separator);
    let is_possible = if last.is_ascii_digit() {
        may_end_with_digits(bytes, separator)
    } else {
        !last.is_ascii_alphabetic() || ends_key(bytes, separator)
    };
    is_possible && separator + SHORTEST < bytes.len() && strength_before(bytes, separator).is_some()
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
    if byte_before(bytes, separator).is_ascii_alphabetic() && !may_end_key(bytes, separator) {
        return None;
    }
    let mut end = run_start(bytes, separator, 6, |byte| {
        matches!(byte, b'"' | b'\'' | b'`' | b' ' | b'\\' | b']' | b'?' | b'+' | b')')
    });
    let word = |end: usize| {
        run_start(bytes, end, MAX_KEY, |byte| is_word(byte) || matches!(byte, b'-' | b'.'))
    };
    let mut start = word(end);
    if FILLERS.contains(part(bytes, start, end)) {
        // `key="password" value=".."` has quotes there.
        end = run_start(bytes, start, 3, |byte| matches!(byte, b' ' | b'"' | b'\''));
        start = word(end);
    }
    let key = part(bytes, start, end);
    if key.eq_ignore_ascii_case(b"key") && byte_before(bytes, start) == b' ' {
        start = word(start - 1);
    }
    let key = part(bytes, start, end);
    // What stands behind `/srv/.htpasswd:` is a line or a message.
    let is_file = byte_at(key, 0) == b'.' && matches!(byte_before(bytes, start), b'/' | b'\\');
    (!key.is_empty() && !is_file).then_some(key)
}

/// The value behind a separator, if it is a secret.
pub(super) fn value_after(
    bytes: &[u8],
    separator: usize,
    strength: Strength,
) -> Option<(usize, usize)> {
    let mut start = run_end(bytes, separator + 1, |byte| matches!(byte, b'=' | b'>' | b'~'));
    let marks = start;
    start += run_end(part(bytes, start, bytes.len().min(start + 8)), 0, |byte| {
        matches!(byte, b' ' | b'\t' | b'(' | b'[')
    });
    let is_spaced = start > marks;
    let is_group = matches!(byte_before(bytes, start), b'(' | b'[');
    if is_group && byte_at(bytes, run_end(bytes, start, is_word)) == b'=' {
        return None; // Of assignments, each looked at by itself.
    }
    let telling = part(bytes, 0, bytes.len().min(start + TELLING));
    let mut start = wrapper_end(bytes, start);
    let mut quoted_end = None;
    if let Some(range) = quoted(bytes, start) {
        (start, quoted_end) = (range.0, Some(range.1));
    }
    let is_quoted = quoted_end.is_some();
    let is_line = strength == Strength::Line;
    let mut unquoted_end: End = if is_line { line_end } else { value_end };
    let word_end = run_end(telling, start, |byte| is_word(byte) || byte == b'-');
    let is_scheme = AUTH_SCHEMES.contains(part(bytes, start, word_end));
    if !is_line && is_scheme && byte_at(bytes, word_end) == b' ' {
        start = word_end + 1;
        let name = run_end(telling, start, is_word);
        // `Digest username="..", response=".."` (RFC 7616), and the signatures of Amazon.
        let has_parameters = name > start
            && byte_at(bytes, name) == b'='
            && (is_word(byte_at(bytes, name + 1)) || byte_at(bytes, name + 1) == b'"');
        if has_parameters {
            unquoted_end = header_end;
        }
    }
    let end = quoted_end.map_or_else(|| unquoted_end(telling, start), |end| end.max(start));
    let value = part(bytes, start, end);
    let is_prose = is_spaced && !is_quoted && value.iter().all(u8::is_ascii_lowercase);
    let ends_text = matches!(byte_at(bytes, end), 0 | b'\n' | b'\r' | b'"' | b'\'' | b'.');
    let is_secret = if is_line {
        memchr(b'=', value).is_some() && value.len() > 4
    } else {
        is_credential(value, strength) && (!is_prose || ends_text)
    };
    let goes_on = !is_quoted && end == telling.len();
    is_secret.then(|| (start, if goes_on { unquoted_end(bytes, start) } else { end }))
}

/// Behind `Some(` and `String(` where a text in quotes follows: as `Debug` writes what holds one.
fn wrapper_end(bytes: &[u8], mut start: usize) -> usize {
    const LONGEST: usize = 32;
    const DEEPEST: usize = 4;
    let outside = start;
    for _ in 0..DEEPEST {
        if matches!(byte_at(bytes, start), b'"' | b'\\') {
            return start;
        }
        let ahead = part(bytes, 0, bytes.len().min(start + LONGEST));
        let name = run_end(ahead, start, |byte| is_word(byte) || byte == b':');
        if !byte_at(bytes, start).is_ascii_uppercase() || byte_at(bytes, name) != b'(' {
            break;
        }
        start = name + 1;
    }
    outside
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

/// Where what starts at a place ends.
type End = fn(&[u8], usize) -> usize;

fn line_end(bytes: &[u8], start: usize) -> usize {
    run_end(bytes, start, |byte| !matches!(byte, b'\n' | b'\r' | b'"'))
}

fn header_end(bytes: &[u8], start: usize) -> usize {
    run_end(bytes, start, |byte| !matches!(byte, b'\n' | b'\r'))
}

fn value_end(bytes: &[u8], start: usize) -> usize {
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

/// Whether the letters of the word before `start` may be those of one that introduces a secret.
#[inline]
pub(super) fn may_introduce(bytes: &[u8], start: usize) -> bool {
    let end = run_start(bytes, start, 3, is_between_words);
    end < start && may_end_key(bytes, word_end(bytes, end))
}

/// Whether the word at `start` is a secret because the word before says so: `Bearer ..`,
/// `password ..`, `credential ..`.
pub(super) fn is_introduced(bytes: &[u8], start: usize, end: usize) -> bool {
    let word = word_before(bytes, start);
    if word.len() < 3 || !may_end_key(word, word.len()) {
        return false;
    }
    let value = part(bytes, start, end);
    let is_scheme = SCHEMES.contains(word);
    let strength = if is_scheme { Some(Strength::Likely) } else { is_secret_key(word) };
    let has_letter_and_digit =
        value.iter().any(u8::is_ascii_alphabetic) && value.iter().any(u8::is_ascii_digit);
    match strength {
        None => false,
        Some(Strength::Random) => is_random(value),
        Some(_) if is_scheme => is_opaque(value) && !value.contains(&b'('),
        Some(_) => {
            has_letter_and_digit
                && (random_mass(value) >= 8
                    || is_random(value)
                    || is_hex(value)
                    || value.iter().any(|byte| b"!@#$%^&*".contains(byte)))
        }
    }
}

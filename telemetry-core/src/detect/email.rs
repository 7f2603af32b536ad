//! E-mail addresses: a local part, `@`, and a domain of at least two labels whose last one is not
//! a number. International parts count as letters (RFC 6531). `name@1.2.3` is a package version.
//! Source: RFC 5321 section 4.1.2 for the shape and RFC 3696 for the lengths.

use super::bytes::{byte_at, byte_before, is_alphanumeric, part, run_end, run_start};
use super::word_list::WordList;
use super::{Findings, Rule};
use memchr::memchr_iter;

/// Four times what is delivered: what is longer is somebody's all the same.
const MAX_LOCAL: usize = 256;
/// How many `@` may stand where one is meant.
const MAX_MARKS: usize = 4;

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    for at in memchr_iter(b'@', bytes) {
        if let Some((start, end)) = address(bytes, at) {
            let (start, end) = with_name(bytes, start, end).unwrap_or((start, end));
            found.add(start, end, Rule::Email);
        }
    }
}

/// The address around the `@` at `at`.
pub(super) fn address(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    if byte_at(bytes, at + 1).is_ascii_digit() && is_version(part(bytes, at + 1, bytes.len())) {
        return None;
    }
    let address =
        || Some((local_start(bytes, at)?, domain_end(bytes, behind_break(bytes, at + 1))?));
    address().or_else(|| spaced_address(bytes, at))
}

/// `anna.b @ example.com`: with a mark in the local part, for a mere word may stand before `@` as well.
fn spaced_address(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    const MOST: usize = 2;
    let is_blank = |byte: u8| byte.is_ascii_whitespace();
    let before = run_start(bytes, at, MOST, is_blank);
    let after = run_end(part(bytes, 0, bytes.len().min(at + 1 + MOST)), at + 1, is_blank);
    let start = if after > at + 1 { local_start(bytes, before)? } else { return None };
    let local = part(bytes, start, before);
    let has_mark = local.iter().any(|&byte| !byte.is_ascii_alphabetic());
    Some((start, domain_end(bytes, after)?)).filter(|_| has_mark)
}

/// Where a domain goes on that a line break cuts off, as wrapped text and mail have them.
fn behind_break(bytes: &[u8], at: usize) -> usize {
    let mark = at + usize::from(byte_at(bytes, at) == b'=');
    let end = mark + usize::from(byte_at(bytes, mark) == b'\r');
    if byte_at(bytes, end) == b'\n' { end + 1 } else { at }
}

/// `Anna Bell <anna@example.com>`, as authors and senders are written: the name belongs to the address.
fn with_name(bytes: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    const MOST_WORDS: usize = 4;
    const LONGEST_WORD: usize = 64;
    /// Capitals at the start of a line, or of a sentence.
    static NO_NAMES: WordList =
        WordList::new(&["from", "to", "cc", "bcc", "by", "for", "and", "mail", "email", "user"]);
    let open = start.checked_sub(1).filter(|&open| byte_at(bytes, open) == b'<')?;
    let close = (byte_at(bytes, end) == b'>').then_some(end + 1)?;
    let mut name = open;
    let quote = run_start(bytes, open, 1, |byte| byte == b' ').checked_sub(1)?;
    if byte_at(bytes, quote) == b'"' {
        let inside = run_start(bytes, quote, LONGEST_WORD, |byte| !matches!(byte, b'"' | b'\n'));
        let before = inside.checked_sub(1).filter(|&before| byte_at(bytes, before) == b'"')?;
        return Some((before, close));
    }
    for _ in 0..MOST_WORDS {
        let blank = run_start(bytes, name, 1, |byte| byte == b' ');
        let word = run_start(bytes, blank, LONGEST_WORD, |byte| {
            is_alphanumeric(byte) || matches!(byte, b'.' | b'-' | b'\'' | b'=' | b'?')
        });
        let first = byte_at(bytes, word);
        let is_name = first.is_ascii_uppercase() || !first.is_ascii() || first == b'=';
        if word == blank || !is_name || NO_NAMES.contains(part(bytes, word, blank)) {
            break;
        }
        name = word;
    }
    (name < open).then_some((name, close))
}

pub(super) fn local_start(bytes: &[u8], at: usize) -> Option<usize> {
    if byte_before(bytes, at) == b'"' {
        let start = run_start(bytes, at - 1, MAX_LOCAL, |byte| byte != b'"' && byte != b'\n')
            .checked_sub(1)?;
        return (byte_at(bytes, start) == b'"' && start + 2 < at).then_some(start);
    }
    let at = run_start(bytes, at, MAX_MARKS, |byte| byte == b'@');
    if let Some(open) = set_start(bytes, at) {
        return Some(run_start(bytes, open, MAX_LOCAL, is_local));
    }
    let start = run_start(bytes, at, MAX_LOCAL, is_local);
    let start = run_end(bytes, start, |byte| matches!(byte, b'.' | b'-' | b'\'' | b'#' | b'!'));
    (start < at && byte_before(bytes, at) != b'.').then_some(start)
}

/// Where the names of `{anna,bert}@example.com` start, unless they are one that is put in (`${name}`).
fn set_start(bytes: &[u8], at: usize) -> Option<usize> {
    let close = at.checked_sub(1).filter(|&close| byte_at(bytes, close) == b'}')?;
    let inside = run_start(bytes, close, MAX_LOCAL, |byte| {
        is_local(byte) || matches!(byte, b',' | b' ' | b'|')
    });
    let open = inside.checked_sub(1).filter(|_| inside < close)?;
    (byte_at(bytes, open) == b'{' && byte_before(bytes, open) != b'$').then_some(open)
}

fn is_local(byte: u8) -> bool {
    is_alphanumeric(byte) || matches!(byte, b'.' | b'_' | b'+' | b'-' | b'\'' | b'!' | b'#')
}

/// Where the last label ends that can be a top-level domain: what follows it was put behind the address.
fn domain_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut label = start;
    let mut domain = None;
    loop {
        let end = run_end(bytes, label, |byte| is_alphanumeric(byte) || byte == b'-');
        if label > start {
            domain = top_level_end(bytes, label, end).or(domain);
        }
        if end == label || byte_at(bytes, end) != b'.' || !is_alphanumeric(byte_at(bytes, end + 1))
        {
            break;
        }
        label = end + 1;
    }
    domain.filter(|&end| !is_version(part(bytes, start, end)))
}

/// Where the top-level domain ends: letters only, or the encoded form of letters. A number right behind
/// it belongs to something else, if the domain is a common one.
fn top_level_end(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    static COMMON: WordList = WordList::new(&["com", "org", "net", "edu", "gov"]);
    let label = part(bytes, start, end);
    if !byte_at(label, 0).is_ascii() {
        return Some(end);
    }
    if label.starts_with(b"xn--") {
        return Some(end);
    }
    let letters = run_end(label, 0, |byte| byte.is_ascii_alphabetic());
    let is_cut_off = !byte_at(label, letters).is_ascii_digit() || COMMON.begins(label);
    (letters >= 2 && is_cut_off).then_some(start + letters)
}

fn is_version(domain: &[u8]) -> bool {
    let digits =
        run_end(domain, usize::from(byte_at(domain, 0) == b'v'), |byte| byte.is_ascii_digit());
    let next = byte_at(domain, digits + 1);
    byte_at(domain, digits) == b'.' && digits > 0 && next.is_ascii_digit()
}

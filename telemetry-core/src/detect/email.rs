//! E-mail addresses: a local part, `@`, and a domain of at least two labels whose last one is not
//! a number. International parts count as letters (RFC 6531). `name@1.2.3` is a package version.
//! Source: RFC 5321 section 4.1.2 for the shape and RFC 3696 for the lengths.

use super::bytes::{byte_at, byte_before, is_alphanumeric, part, run_end, run_start};
use super::{Findings, Rule};
use memchr::memchr_iter;

const MAX_LOCAL: usize = 64;

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    for at in memchr_iter(b'@', bytes) {
        if let Some((start, end)) = address(bytes, at) {
            found.add(start, end, Rule::Email);
        }
    }
}

/// The address around the `@` at `at`.
pub(super) fn address(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    if byte_at(bytes, at + 1).is_ascii_digit() && is_version(part(bytes, at + 1, bytes.len())) {
        return None;
    }
    Some((local_start(bytes, at)?, domain_end(bytes, at + 1)?))
}

fn local_start(bytes: &[u8], at: usize) -> Option<usize> {
    if byte_before(bytes, at) == b'"' {
        let start = run_start(bytes, at - 1, MAX_LOCAL, |byte| byte != b'"' && byte != b'\n')
            .checked_sub(1)?;
        return (byte_at(bytes, start) == b'"' && start + 2 < at).then_some(start);
    }
    let start = run_start(bytes, at, MAX_LOCAL, is_local);
    let start = run_end(bytes, start, |byte| matches!(byte, b'.' | b'-' | b'\'' | b'#' | b'!'));
    (start < at && byte_before(bytes, at) != b'.').then_some(start)
}

fn is_local(byte: u8) -> bool {
    is_alphanumeric(byte) || matches!(byte, b'.' | b'_' | b'+' | b'-' | b'\'' | b'!' | b'#')
}

fn domain_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut label = start;
    let mut labels = 0;
    loop {
        let end = run_end(bytes, label, |byte| is_alphanumeric(byte) || byte == b'-');
        if end == label {
            return None;
        }
        if byte_at(bytes, end) == b'.' && is_alphanumeric(byte_at(bytes, end + 1)) {
            labels += 1;
            label = end + 1;
            continue;
        }
        let end = top_level_end(bytes, label, end)?;
        return (labels > 0 && !is_version(part(bytes, start, end))).then_some(end);
    }
}

/// Where the top-level domain ends: letters only, or the encoded form of letters.
fn top_level_end(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let label = part(bytes, start, end);
    if !byte_at(label, 0).is_ascii() {
        return Some(end);
    }
    if label.starts_with(b"xn--") {
        return Some(end);
    }
    let letters = run_end(label, 0, |byte| byte.is_ascii_alphabetic());
    let next = byte_at(label, letters);
    (letters >= 2 && !next.is_ascii_digit()).then_some(start + letters)
}

fn is_version(domain: &[u8]) -> bool {
    let digits =
        run_end(domain, usize::from(byte_at(domain, 0) == b'v'), |byte| byte.is_ascii_digit());
    let next = byte_at(domain, digits + 1);
    byte_at(domain, digits) == b'.' && digits > 0 && next.is_ascii_digit()
}

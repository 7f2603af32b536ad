//! Escape sequences of terminals: colours, and links whose target is a path of its own.
//! They belong to a screen, so nothing of them is worth sending. Source: ECMA-48 and the operating
//! system commands of xterm (OSC 8).

use super::bytes::{byte_at, part, run_end};
use memchr::memchr;
use std::borrow::Cow;

const ESCAPE: u8 = 0x1b;

/// The text without escape sequences.
pub(crate) fn without_escapes(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let Some(mut escape) = memchr(ESCAPE, bytes) else {
        return Cow::Borrowed(text);
    };
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    loop {
        plain.push_str(text.get(from..escape).unwrap_or_default());
        from = text.ceil_char_boundary(sequence_end(bytes, escape));
        match memchr(ESCAPE, part(bytes, from, bytes.len())) {
            Some(next) => escape = from + next,
            None => break,
        }
    }
    plain.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(plain)
}

/// The text with the sequences readable, too.
pub(super) fn uncovered(text: &str) -> String {
    text.replace(char::from(ESCAPE), " ")
}

fn sequence_end(bytes: &[u8], escape: usize) -> usize {
    let body = escape + 2;
    match byte_at(bytes, escape + 1) {
        b'[' => run_end(bytes, body, |byte| matches!(byte, 0x20..=0x3f)) + 1,
        b']' | b'P' | b'_' | b'^' => {
            let end = run_end(bytes, body, |byte| !matches!(byte, ESCAPE | 0x07 | b'\n'));
            match (byte_at(bytes, end), byte_at(bytes, end + 1)) {
                (ESCAPE, b'\\') => end + 2,
                (0x07, _) => end + 1,
                _ => end,
            }
        }
        _ => body,
    }
    .min(bytes.len())
}

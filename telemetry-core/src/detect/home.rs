//! Paths by way of a shortcut: `~/x`, `~user/x`, and variables that hold a folder or a name, in the
//! spelling of every shell (`$HOME`, `${HOME}`, `${env:HOME}`, `$env:USERPROFILE`, `%APPDATA%`).

use super::bytes::{byte_at, byte_before, ends_with, is_word, part, run_end, starts_with};
use super::names::FOLDER_VARIABLES;
use super::path_end::path_end;
use super::{Findings, Rule};
use memchr::memchr3_iter;

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for mark in memchr3_iter(b'~', b'$', b'%', bytes) {
        if mark < done {
            continue;
        }
        let end = match byte_at(bytes, mark) {
            b'~' => tilde_end(text, mark),
            b'$' => variable_end(bytes, mark),
            _ => percent_variable_end(bytes, mark),
        };
        let Some(end) = end else { continue };
        let has_path = matches!(byte_at(bytes, end), b'/' | b'\\');
        done = if has_path { path_end(bytes, mark, end) } else { end };
        found.add(mark, done, Rule::Path);
    }
}

fn tilde_end(text: &str, mark: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let before = text.get(..mark).and_then(|before| before.chars().next_back()).unwrap_or(' ');
    let runs_into = before.is_alphanumeric() || matches!(before, '_' | '/' | '~' | '@' | '.');
    let user = run_end(bytes, mark + 1, |byte| is_word(byte) || matches!(byte, b'.' | b'-'));
    let is_user = user == mark + 1
        || !byte_at(bytes, mark + 1).is_ascii_digit() && is_word(byte_at(bytes, mark + 1));
    let follows = byte_at(bytes, user + 1);
    let goes_on = matches!(byte_at(bytes, user), b'/' | b'\\')
        && (is_word(follows) || matches!(follows, b'.' | b'-' | b'\\'));
    (!runs_into && is_user && goes_on).then_some(user)
}

fn variable_end(bytes: &[u8], mark: usize) -> Option<usize> {
    let is_braced = matches!(byte_at(bytes, mark + 1), b'{' | b'(');
    let mut start = mark + 1 + usize::from(is_braced);
    let has_scope = starts_with(part(bytes, start, bytes.len()), "env:");
    if has_scope {
        start += 4;
    }
    let end = run_end(bytes, start, is_word);
    let name = part(bytes, start, end);
    let end = end + if is_braced { default_length(bytes, end) + 1 } else { 0 };
    let is_closed = !is_braced || matches!(byte_before(bytes, end), b'}' | b')');
    let has_path = matches!(byte_at(bytes, end), b'/' | b'\\') && is_word(byte_at(bytes, end + 1));
    let counts = is_folder_variable(name) || has_path && (has_scope || is_upper_name(name));
    (is_closed && counts && end <= bytes.len()).then_some(end)
}

/// How long `:-/root` is, what stands for a variable that is not set (POSIX 1003.1, section 2.6.2).
fn default_length(bytes: &[u8], at: usize) -> usize {
    const LONGEST: usize = 128;
    let has_default = matches!(byte_at(bytes, at), b':' | b'-' | b'=' | b'?' | b'+');
    let ahead = part(bytes, at, bytes.len().min(at + LONGEST));
    if has_default { run_end(ahead, 0, |byte| !matches!(byte, b'}' | b'"' | b'\n')) } else { 0 }
}

fn percent_variable_end(bytes: &[u8], mark: usize) -> Option<usize> {
    let end = run_end(bytes, mark + 1, |byte| is_word(byte) || matches!(byte, b'(' | b')'));
    let name = part(bytes, mark + 1, end);
    let has_path = matches!(byte_at(bytes, end + 1), b'/' | b'\\');
    (byte_at(bytes, end) == b'%' && (is_folder_variable(name) || has_path && is_upper_name(name)))
        .then_some(end + 1)
}

fn is_folder_variable(name: &[u8]) -> bool {
    FOLDER_VARIABLES.contains(name)
        || name.len() > 5
            && is_upper_name(name)
            && (ends_with(name, "_HOME") || ends_with(name, "_DIR"))
}

fn is_upper_name(name: &[u8]) -> bool {
    name.len() >= 2
        && name
            .iter()
            .all(|&byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

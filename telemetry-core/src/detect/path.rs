//! Absolute file paths of every system, and relative ones that name their start (`./`, `..\`).
//!
//! A path starts at a separator that no word runs into: `/` (Unix), a drive (`C:\`, `c:/`,
//! `C:folder\`), `\\host\share` and `//host/share`, `\\?\`, or a backslash before two components.
//! `/home/x` and `/Users/x` count wherever they stand. Routes (`/v1/models`), commands (`/help`),
//! closing tags and what merely has a slash in it (`and/or`, `text/html`) are no paths.
//! Source: POSIX 1003.1 section 4.13; "Naming files, paths and namespaces" of Windows.

use super::bytes::{
    byte_at, byte_before, is_alphanumeric, is_one_of, is_run_into, is_word, part, repeat_end,
    run_end, run_start, starts_with,
};
use super::names::ROOT_FOLDERS;
use super::needs::Needs;
use super::path_end::{extension_start, path_end};
use super::url::{scheme_start, url_end};
use super::{Findings, Rule};
use memchr::memchr2_iter;

/// How long the first component of a path without a root may be.
const MAX_FOLDER: usize = 64;
/// Marks behind which no path starts, as behind a word.
const RUNS_INTO: &[u8] = b"._-/\\~}$%@*";

pub(super) const NEEDS: Needs = Needs { slashes: 1, ..Needs::NOTHING };

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for mark in memchr2_iter(b'/', b'\\', bytes) {
        if mark < done {
            continue;
        }
        if is_scheme_mark(bytes, mark) {
            done = url_end(bytes, mark);
        } else if let Some(start) = path_start(text, mark).filter(|&start| start >= done) {
            done = path_end(bytes, start, mark);
            found.add(start, done, Rule::Path);
        }
    }
}

/// Whether a path starts at or shortly before the slash at `mark`.
pub(super) fn starts(text: &str, mark: usize) -> bool {
    might_start(text.as_bytes(), mark) && path_start(text, mark).is_some()
}

/// What the neighbours of a slash tell at first sight.
fn might_start(bytes: &[u8], mark: usize) -> bool {
    let next = byte_at(bytes, mark + 1);
    match byte_before(bytes, mark) {
        _ if matches!(next, b'h' | b'U') => true,
        b'.' => true,
        byte if byte.is_ascii_alphabetic() => {
            is_option(bytes, mark) || is_behind_escape(bytes, mark)
        }
        byte if byte.is_ascii() => !is_word(byte) && !RUNS_INTO.contains(&byte),
        _ => true,
    }
}

/// `-I/usr/include`: an option of one letter right before the slash.
fn is_option(bytes: &[u8], mark: usize) -> bool {
    byte_before(bytes, mark).is_ascii_alphabetic()
        && byte_before(bytes, mark - 1) == b'-'
        && !is_alphanumeric(byte_before(bytes, mark - 2))
        && !matches!(byte_before(bytes, mark - 2), b'-' | b'_' | b'.')
}

fn is_scheme_mark(bytes: &[u8], mark: usize) -> bool {
    part(bytes, mark, mark + 2) == b"//"
        && byte_before(bytes, mark) == b':'
        && scheme_start(bytes, mark - 1).is_some_and(|start| mark - 1 - start > 1)
}

fn path_start(text: &str, mark: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let named_start = drive_start(bytes, mark)
        .or_else(|| store_start(bytes, mark))
        .or_else(|| dots_start(bytes, mark));
    named_start.or_else(|| {
        if byte_at(bytes, mark) == b'/' {
            let rooted = (is_boundary(text, mark) || is_behind_escape(bytes, mark))
                && (is_rooted(bytes, mark) || is_share(bytes, mark));
            let below = || {
                is_below_root_folder(bytes, mark)
                    && (is_option(bytes, mark) || is_behind_ideograph(text, mark))
            };
            (rooted || is_home(bytes, mark) || below()).then_some(mark)
        } else if is_boundary(text, mark) {
            (is_share(bytes, mark)
                || is_rooted_backslash(bytes, mark)
                || is_escaped_slash(bytes, mark))
            .then_some(mark)
        } else {
            drive_folder_start(bytes, mark).or_else(|| folders_start(bytes, mark))
        }
    })
}

/// Whether a path may start at `mark`: no word, and no other path, runs into it.
fn is_boundary(text: &str, mark: usize) -> bool {
    text.get(..mark).and_then(|before| before.chars().next_back()).is_none_or(|before| {
        !before.is_alphanumeric()
            && !matches!(u8::try_from(before), Ok(mark) if RUNS_INTO.contains(&mark))
    })
}

/// `\n/srv/..`: a line break that nobody undid.
fn is_behind_escape(bytes: &[u8], mark: usize) -> bool {
    matches!(byte_before(bytes, mark), b'n' | b'r' | b't') && !is_run_into(bytes, mark)
}

/// Whether a letter stands alone; quotes and words of other scripts may be right before it.
fn is_drive_letter(bytes: &[u8], at: usize) -> bool {
    let before = byte_before(bytes, at);
    byte_at(bytes, at).is_ascii_alphabetic() && !(before.is_ascii() && is_word(before))
}

/// Whether a script without blanks is right before the slash.
fn is_behind_ideograph(text: &str, mark: usize) -> bool {
    const FIRST: char = '\u{2E80}';
    text.get(..mark).and_then(|it| it.chars().next_back()).is_some_and(|it| it >= FIRST)
}

/// `C:\`, `c:/`.
fn drive_start(bytes: &[u8], mark: usize) -> Option<usize> {
    let letter = mark.checked_sub(2)?;
    let is_drive = is_drive_letter(bytes, letter) && byte_at(bytes, letter + 1) == b':';
    (is_drive && starts_name(byte_at(bytes, repeat_end(bytes, mark)))).then_some(letter)
}

/// `dbfs:/name`: a store of files, without the name of a server.
fn store_start(bytes: &[u8], mark: usize) -> Option<usize> {
    let colon = mark.checked_sub(1).filter(|&colon| byte_at(bytes, colon) == b':')?;
    let start = scheme_start(bytes, colon)?;
    let is_store = is_one_of(part(bytes, start, colon), &["dbfs", "hdfs", "maprfs", "viewfs"]);
    (is_store && starts_name(byte_at(bytes, mark + 1))).then_some(start)
}

/// `.\name`, `../name/name`.
fn dots_start(bytes: &[u8], mark: usize) -> Option<usize> {
    let start = run_start(bytes, mark, 3, |byte| byte == b'.');
    let before = byte_before(bytes, start);
    let dots = mark - start;
    let component = run_end(bytes, mark + 1, is_name);
    let continues = byte_at(bytes, component) == byte_at(bytes, mark);
    let starts = (1..=2).contains(&dots)
        && !is_word(before)
        && !matches!(before, b'/' | b'\\' | b')' | b']' | b'}' | b'*');
    (starts && component > mark + 1 && (continues || before == 0)).then_some(start)
}

/// `C:folder\name`: the drive stands before the first component.
fn drive_folder_start(bytes: &[u8], mark: usize) -> Option<usize> {
    let start = run_start(bytes, mark, MAX_FOLDER, |byte| is_name(byte) || byte == b' ');
    let letter = start.checked_sub(2)?;
    let is_drive = byte_at(bytes, letter + 1) == b':'
        && is_drive_letter(bytes, letter)
        && is_word(byte_at(bytes, start))
        && is_word(byte_at(bytes, mark + 1));
    is_drive.then_some(letter)
}

/// `name\name\name.ext`: backslashes without a root, but with a file at the end.
fn folders_start(bytes: &[u8], mark: usize) -> Option<usize> {
    let start = run_start(bytes, mark, MAX_FOLDER, is_name);
    if start == mark || !is_word(byte_at(bytes, start)) || byte_before(bytes, start) == b'\\' {
        return None;
    }
    let end = run_end(bytes, mark, |byte| is_name(byte) || byte == b'\\');
    let path = part(bytes, start, end);
    let is_escape = |pair: &[u8]| {
        pair[0] == b'\\' && matches!(pair[1], b'n' | b'r' | b't' | b'u' | b'x' | b'\\')
    };
    let is_path = path.iter().filter(|&&byte| byte == b'\\').count() >= 2
        && !path.windows(2).all(|pair| pair[0] != b'\\' || is_escape(pair))
        && extension_start(path).is_some();
    is_path.then_some(start)
}

/// `/name/name`, `/name.ext`, `/root-folder`.
fn is_rooted(bytes: &[u8], mark: usize) -> bool {
    let end = run_end(bytes, mark + 1, is_name);
    let first = part(bytes, mark + 1, end);
    if !starts_name(byte_at(first, 0)) {
        return false;
    }
    if ROOT_FOLDERS.contains(first) || !first.is_ascii() {
        return true;
    }
    if byte_at(bytes, end) == b'/' && starts_name(byte_at(bytes, end + 1)) {
        return !is_route(first);
    }
    byte_before(bytes, mark) != b'<' && extension_start(first).is_some()
        || byte_at(bytes, end) == b' ' && has_slash_soon(bytes, end)
}

/// `/usr/..`
fn is_below_root_folder(bytes: &[u8], mark: usize) -> bool {
    let end = run_end(bytes, mark + 1, is_name);
    ROOT_FOLDERS.contains(part(bytes, mark + 1, end)) && byte_at(bytes, end) == b'/'
}

/// Whether a second component follows after a first one with a blank in it.
fn has_slash_soon(bytes: &[u8], blank: usize) -> bool {
    let word = run_end(bytes, blank + 1, is_name);
    byte_at(bytes, word) == b'/'
        && word > blank + 1
        && extension_start(part(
            bytes,
            word,
            run_end(bytes, word, |byte| !byte.is_ascii_whitespace()),
        ))
        .is_some()
}

/// Routes of web services: `/v1/..`, `/api/..`.
fn is_route(first: &[u8]) -> bool {
    let is_version =
        byte_at(first, 0) == b'v' && first.len() > 1 && first[1..].iter().all(u8::is_ascii_digit);
    is_version
        || is_one_of(
            first,
            &["api", "apis", "rest", "graphql", "rpc", "oauth", "oauth2", "auth", ".well-known"],
        )
}

/// `/home/x`, `/Users/x`.
pub(super) fn is_home(bytes: &[u8], mark: usize) -> bool {
    let rest = part(bytes, mark, (mark + 8).min(bytes.len()));
    let name = if rest.starts_with(b"/home/") { 6 } else { 7 };
    (name == 6 || rest.starts_with(b"/Users/")) && starts_name(byte_at(rest, name))
}

/// `\\host\share`, `//host/share`, `\\?\`, also with every backslash doubled.
fn is_share(bytes: &[u8], mark: usize) -> bool {
    let separator = byte_at(bytes, mark);
    let host = repeat_end(bytes, mark);
    if !matches!(host - mark, 2 | 4) || byte_before(bytes, mark) == b':' && separator == b'/' {
        return false;
    }
    if separator == b'\\'
        && matches!(byte_at(bytes, host), b'?' | b'.')
        && byte_at(bytes, host + 1) == b'\\'
    {
        return true;
    }
    let end = run_end(bytes, host, |byte| is_name(byte) || byte == b'$');
    end > host + 1
        && byte_at(bytes, end) == separator
        && starts_name(byte_at(bytes, repeat_end(bytes, end)))
}

/// `\name\name`, unless the first backslash starts an escape of a string or a pattern.
fn is_rooted_backslash(bytes: &[u8], mark: usize) -> bool {
    let end = run_end(bytes, mark + 1, |byte| is_name(byte) || matches!(byte, b' ' | b'+'));
    let first = part(bytes, mark + 1, end);
    let continues = byte_at(bytes, end) == b'\\' && is_word(byte_at(bytes, end + 1));
    let is_escape = matches!(
        byte_at(first, 0),
        b'n' | b'r'
            | b't'
            | b'b'
            | b'f'
            | b'u'
            | b'x'
            | b'd'
            | b's'
            | b'w'
            | b'S'
            | b'D'
            | b'W'
            | b'0'
    );
    let has_file = || {
        let last = run_end(bytes, end, |byte| !byte.is_ascii_whitespace());
        extension_start(part(bytes, end, last)).is_some()
    };
    first.len() >= 2 && is_word(byte_at(first, 0)) && continues && (!is_escape || has_file())
}

/// `\/home\/x`: a path within JSON.
fn is_escaped_slash(bytes: &[u8], mark: usize) -> bool {
    let end = run_end(bytes, mark + 2, is_name);
    byte_at(bytes, mark + 1) == b'/'
        && end > mark + 3
        && starts_with(part(bytes, end, bytes.len()), "\\/")
}

/// What a component may start with.
fn starts_name(byte: u8) -> bool {
    is_alphanumeric(byte) || matches!(byte, b'_' | b'.' | b'-' | b'@' | b'$' | b'%' | b'+' | b'#')
}

/// What a component is made of, blanks and brackets aside.
fn is_name(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'.' | b'-' | b'@' | b'$' | b'%' | b'+' | b'#' | b'~')
}

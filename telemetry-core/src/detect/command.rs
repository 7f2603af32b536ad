//! Passwords that commands take behind an option of one letter: `sshpass -p hunter2`,
//! `mysql -phunter2`, `redis-cli -a hunter2`. Which letter that is, the program says.
//! Source: the programs' own manuals.

use super::bytes::{
    byte_at, byte_before, is_one_of, is_word, part, run_end, run_start, starts_with,
};
use super::credential::is_credential;
use super::key::Strength;
use super::{Findings, Rule};
use memchr::memchr_iter;

/// How far before an option its program is looked for.
const MAX_COMMAND: usize = 128;
const MAX_VALUE: usize = 256;

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    for (start, end) in memchr_iter(b'-', bytes).filter_map(|dash| password(bytes, dash)) {
        found.add(start, end, Rule::Assignment);
    }
}

/// The password behind the option of one letter whose dash is at `dash`.
pub(super) fn password(bytes: &[u8], dash: usize) -> Option<(usize, usize)> {
    let letter = byte_at(bytes, dash + 1);
    if !matches!(letter, b'p' | b'P' | b'a' | b'w') || byte_before(bytes, dash) != b' ' {
        return None;
    }
    let command = run_start(bytes, dash, MAX_COMMAND, |byte| !matches!(byte, b'\n' | b'|' | b';'));
    let is_beside = byte_at(bytes, dash + 2) != b' ';
    let takes = |word: &[u8]| takes_password(word, letter, is_beside);
    if !part(bytes, command, dash).split(|&byte| !is_word(byte) && byte != b'-').any(takes) {
        return None;
    }
    let start = dash + if is_beside { 2 } else { 3 };
    let quote = byte_at(bytes, start);
    let is_quoted = matches!(quote, b'"' | b'\'');
    let start = start + usize::from(is_quoted);
    let ahead = part(bytes, 0, bytes.len().min(start + MAX_VALUE));
    let end = run_end(ahead, start, |byte| match is_quoted {
        true => byte != quote && byte != b'\n',
        false => !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b'`' | b';' | b'|'),
    });
    let value = part(bytes, start, end);
    (byte_at(value, 0) != b'-' && is_credential(value, Strength::Certain)).then_some((start, end))
}

/// Whether a program's option of this letter has a password behind it, or right beside it.
fn takes_password(program: &[u8], letter: u8, is_beside: bool) -> bool {
    let is_any = |programs: &[&str]| is_one_of(program, programs);
    match (letter, is_beside) {
        (b'p', true) => {
            starts_with(program, "mysql")
                || starts_with(program, "mariadb")
                || is_any(&["7z", "7za"])
        }
        (b'p', false) => starts_with(program, "mongo") || is_any(&["sshpass", "login"]),
        (b'P', _) => is_any(&["sqlcmd", "bcp", "unzip", "zip", "ipmitool"]),
        (b'a', false) => is_any(&["redis-cli", "valkey-cli"]),
        (b'w', false) => starts_with(program, "ldap"),
        _ => false,
    }
}

//! What a command line gives away: `--password hunter2`, `-u anna:hunter2`, and passwords behind an
//! option of one letter (`sshpass -p hunter2`, `mysql -phunter2`). Which letter that is, the program says.
//! Source: the programs' own manuals.

use super::assignment::value_after;
use super::bytes::{
    byte_at, byte_before, is_one_of, is_word, part, run_end, run_start, starts_with,
};
use super::credential::{SHORTEST, is_credential};
use super::key::{MAX_KEY, Strength, is_secret_key};
use super::needs::Needs;
use super::{Findings, Rule};
use memchr::memchr_iter;

/// How far before an option its program is looked for.
const MAX_COMMAND: usize = 128;
const MAX_VALUE: usize = 256;

const LOGIN_OPTIONS: [&[u8]; 4] = [b"-u", b"-U", b"--user", b"--proxy-user"];
const LONGEST_LOGIN_OPTION: usize = 12;

/// `--pw abcd`.
pub(super) const OPTION_NEEDS: Needs =
    Needs { bytes: SHORTEST as u8 + 5, dashes: 2, letters: 2, gaps: 3, ..Needs::NOTHING };

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let value = |dash| long_option(bytes, dash).or_else(|| password(bytes, dash));
    for (start, end) in memchr_iter(b'-', bytes).filter_map(value) {
        found.add(start, end, Rule::Assignment);
    }
}

/// `--password value`, also in the quotes and commas of a list.
fn long_option(bytes: &[u8], dash: usize) -> Option<(usize, usize)> {
    if byte_at(bytes, dash + 1) != b'-' || is_word(byte_before(bytes, dash)) {
        return None;
    }
    let key = part(bytes, dash + 2, bytes.len().min(dash + 2 + MAX_KEY));
    let key_end = dash + 2 + run_end(key, 0, |byte| is_word(byte) || byte == b'-');
    let is_quoted = byte_before(bytes, dash) == byte_at(bytes, key_end);
    let blank = match (is_quoted, byte_at(bytes, key_end), byte_at(bytes, key_end + 1)) {
        (true, b'"' | b'\'', b',') => key_end + 2,
        (true, b'"' | b'\'', _) => key_end + 1,
        _ => key_end,
    };
    let is_option = byte_at(bytes, blank) == b' ' && byte_at(bytes, blank + 1) != b'-';
    let strength = is_secret_key(part(bytes, dash + 2, key_end)).filter(|_| is_option)?;
    value_after(bytes, blank, strength)
}

/// Whether a name and a password stand around the separator: `-u name:password`, `--user name:password`.
pub(super) fn is_login(bytes: &[u8], separator: usize) -> bool {
    if byte_at(bytes, separator) != b':' || !is_word(byte_before(bytes, separator)) {
        return false;
    }
    let name = run_start(bytes, separator, MAX_KEY, |byte| {
        is_word(byte) || matches!(byte, b'.' | b'-' | b'@')
    });
    if byte_before(bytes, name) == 0 {
        return false;
    }
    let option_end = run_start(bytes, name, 2, |byte| matches!(byte, b' ' | b'"' | b'\'' | b'='));
    let option =
        run_start(bytes, option_end, LONGEST_LOGIN_OPTION, |byte| is_word(byte) || byte == b'-');
    LOGIN_OPTIONS.contains(&part(bytes, option, option_end))
}

/// Whether the option that starts at `dash` may have a name and a password behind it.
pub(super) fn is_login_option(bytes: &[u8], dash: usize) -> bool {
    let ahead = part(bytes, 0, bytes.len().min(dash + LONGEST_LOGIN_OPTION + 1));
    let end = run_end(ahead, dash, |byte| is_word(byte) || byte == b'-');
    LOGIN_OPTIONS.contains(&part(ahead, dash, end))
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

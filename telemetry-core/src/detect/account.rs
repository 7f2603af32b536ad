//! Who somebody is to a machine: a login (`anna@localhost`, `anna@box:~$`, `'anna'@'%'`), a name in a
//! Windows domain (`ACME\anna`), a security identifier (`S-1-5-21-..`), an entry of a directory
//! (`uid=anna,ou=people,dc=acme`).
//! Source: `user` of OpenSSH and of MySQL's accounts; MS-DTYP 2.4.2; RFC 4514.

use super::bytes::{
    byte_at, byte_before, is_alphanumeric, is_one_of, is_word, part, run_end, run_start,
    starts_with, word_before,
};
use super::email::local_start;
use super::needs::Needs;
use super::word_list::WordList;
use super::{Findings, Rule};
use memchr::{memchr_iter, memmem};
use std::net::Ipv4Addr;

const MAX_NAME: usize = 64;
const MAX_ATTRIBUTE: usize = 16;

/// `S-1-5-21-1-2-3`.
pub(super) const IDENTIFIER_NEEDS: Needs = Needs { digits: 6, dashes: 6, ..Needs::NOTHING };
/// `o=a,dc=b`.
pub(super) const ENTRY_NEEDS: Needs =
    Needs { separators: 1, letters: 2, gaps: 2, ..Needs::NOTHING };

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut add = |range: Option<(usize, usize)>| {
        if let Some((start, end)) = range {
            found.add(start, end, Rule::Account);
        }
    };
    memchr_iter(b'@', bytes).for_each(|at| add(login(bytes, at)));
    memchr_iter(b'\\', bytes).for_each(|at| add(in_domain(bytes, at)));
    memmem::find_iter(bytes, IDENTIFIER).for_each(|at| add(identifier(bytes, at)));
    let mut done = 0;
    for separator in memchr_iter(b'=', bytes) {
        add(told_by_system(bytes, separator));
        if separator >= done && ends_entry(bytes, separator) {
            let start = entry_start(bytes, separator - 3, done);
            done = entry_end(bytes, separator);
            add(Some((start, done)));
        }
    }
}

/// `USER=anna`, as environments are printed, and `uid=1000(anna)`.
pub(super) fn told_by_system(bytes: &[u8], separator: usize) -> Option<(usize, usize)> {
    const VARIABLES: [&[u8]; 5] = [b"USER", b"USERNAME", b"LOGNAME", b"SUDO_USER", b"USERDOMAIN"];
    const NUMBERS: [&[u8]; 3] = [b"uid", b"gid", b"euid"];
    // The last letters of those.
    let may_tell = matches!(byte_before(bytes, separator), b'R' | b'E' | b'N' | b'd');
    if !may_tell || byte_at(bytes, separator) != b'=' {
        return None;
    }
    let key = run_start(bytes, separator, MAX_ATTRIBUTE, is_word);
    let digits = run_end(bytes, separator + 1, |byte| byte.is_ascii_digit());
    let start = match part(bytes, key, separator) {
        key if VARIABLES.contains(&key) => separator + 1,
        key if NUMBERS.contains(&key) && byte_at(bytes, digits) == b'(' => digits + 1,
        _ => return None,
    };
    let end = run_end(bytes, start, is_name);
    let is_there = end > start && byte_before(bytes, key) != b'$' && byte_at(bytes, end) != b'(';
    is_there.then_some((start, end))
}

/// The login around the `@` at `at`, unless it is one that many machines have.
pub(super) fn login(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    static SHARED: WordList = WordList::new(&[
        "root", "git", "admin", "app", "user", "postgres", "mysql", "ubuntu", "ec2-user",
    ]);
    let (start, end) = quoted_login(bytes, at)
        .or_else(|| host_end(bytes, at + 1).and_then(|end| Some((local_start(bytes, at)?, end))))?;
    let name_end = run_end(bytes, start, is_name);
    (!SHARED.contains(part(bytes, start, name_end))).then_some((start, end))
}

/// `'anna'@'localhost'`
fn quoted_login(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let quote = byte_before(bytes, at);
    if !matches!(quote, b'\'' | b'`') {
        return None;
    }
    let start = run_start(bytes, at - 1, MAX_NAME, is_name).checked_sub(1)?;
    let host = run_end(bytes, at + 2, |byte| is_name(byte) || matches!(byte, b'%' | b':'));
    let is_account =
        start + 2 < at && [start, at + 1, host].iter().all(|&place| byte_at(bytes, place) == quote);
    is_account.then_some((start + 1, host))
}

/// Where a host ends that is none of the internet's names: an address, the machine itself, one that a
/// path or a prompt follows.
fn host_end(bytes: &[u8], start: usize) -> Option<usize> {
    if byte_at(bytes, start) == b'[' {
        let end = run_end(bytes, start + 1, |byte| is_word(byte) || matches!(byte, b'.' | b':'));
        return (byte_at(bytes, end) == b']').then_some(end + 1);
    }
    let dotted = run_end(bytes, start, |byte| byte.is_ascii_digit() || byte == b'.');
    if dotted > start {
        return is_address(part(bytes, start, dotted)).then_some(dotted);
    }
    let end = run_end(bytes, start, |byte| is_alphanumeric(byte) || byte == b'-');
    let rest = part(bytes, end, bytes.len());
    let is_followed =
        [":~", ":/", " ~ "].iter().any(|mark| starts_with(rest, mark)) && !starts_with(rest, "://");
    let is_this_machine = part(bytes, start, end).eq_ignore_ascii_case(b"localhost");
    (end > start && (is_this_machine || is_followed)).then_some(end)
}

/// `name@1.2.3.4` may be a version; see [`address`](super::address).
fn is_address(host: &[u8]) -> bool {
    const DOTS: usize = 3;
    if host.iter().filter(|&&byte| byte == b'.').count() != DOTS {
        return false;
    }
    let address: Option<Ipv4Addr> = std::str::from_utf8(host).ok().and_then(|it| it.parse().ok());
    address.is_some_and(|address| address.is_private() || address.octets()[0] >= 20)
}

/// `ACME\anna`: the domain in capitals, as Windows writes it, or one of Microsoft's own.
pub(super) fn in_domain(bytes: &[u8], backslash: usize) -> Option<(usize, usize)> {
    const LONGEST_DOMAIN: usize = 15;
    let start = run_start(bytes, backslash, LONGEST_DOMAIN + 1, |byte| {
        byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
    });
    let domain = part(bytes, start, backslash);
    let is_netbios = (2..=LONGEST_DOMAIN).contains(&domain.len())
        && domain.iter().filter(|byte| byte.is_ascii_uppercase()).count() >= 2
        && !domain.iter().any(u8::is_ascii_lowercase)
        && !starts_with(domain, "HK");
    let is_domain = is_netbios || is_one_of(domain, &["AzureAD", "MicrosoftAccount"]);
    let before = byte_before(bytes, start);
    let name = run_end(bytes, backslash + 1, |byte| is_word(byte) || matches!(byte, b'.' | b'-'));
    let first = byte_at(bytes, backslash + 1);
    // `FAILED\nretry` may be two lines.
    let may_be_escape = matches!(first, b'n' | b'r' | b't' | b'u' | b'x' | b'b' | b'f');
    let is_quoted = matches!(before, b'\'' | b'"') && byte_at(bytes, name) == before;
    let is_name = (first.is_ascii_lowercase() && !may_be_escape
        || first.is_ascii_alphabetic() && (is_quoted || is_named_user(bytes, start)))
        && name >= backslash + 3
        && byte_at(bytes, name) != b'\\';
    let stands_alone = !is_word(before) && !matches!(before, b'\\' | b'/' | b'.' | b'-' | b'%');
    (is_domain && is_name && stands_alone).then_some((start, name))
}

/// Whether the word before says that a user follows.
fn is_named_user(bytes: &[u8], start: usize) -> bool {
    is_one_of(word_before(bytes, start), &["user", "login", "account", "as", "for", "id"])
}

const IDENTIFIER: &[u8] = b"S-1-5-21-";

/// Whether the dash at `at` is the last one of what security identifiers begin with.
pub(super) fn ends_identifier(bytes: &[u8], at: usize) -> bool {
    (at + 1)
        .checked_sub(IDENTIFIER.len())
        .is_some_and(|start| part(bytes, start, at + 1) == IDENTIFIER)
}

/// The machine or domain has three numbers; those that every machine has, have none.
fn identifier(bytes: &[u8], start: usize) -> Option<(usize, usize)> {
    let rest = start + IDENTIFIER.len();
    let end = run_end(bytes, rest, |byte| byte.is_ascii_digit() || byte == b'-');
    let numbers = part(bytes, rest, end).split(|&byte| byte == b'-').take(3);
    let has_three = numbers.filter(|number| !number.is_empty()).count() == 3;
    has_three.then_some((start, end))
}

/// The attributes that entries of a directory are named by.
const ATTRIBUTES: &[&str] = &["cn", "ou", "dc", "o", "uid", "sn", "givenName", "l", "st", "c"];

/// Whether what ends at the separator is the last part of an entry's name: `,dc=`.
pub(super) fn ends_entry(bytes: &[u8], separator: usize) -> bool {
    let is_component = |name: &[u8]| is_one_of(name, &["dc", "ou"]);
    byte_at(bytes, separator) == b'='
        && is_name(byte_at(bytes, separator + 1))
        && separator.checked_sub(3).is_some_and(|comma| {
            byte_at(bytes, comma) == b',' && is_component(part(bytes, comma + 1, separator))
        })
}

/// Where the first of the parts starts whose last one begins behind `comma`; not before `floor`.
fn entry_start(bytes: &[u8], comma: usize, floor: usize) -> usize {
    let mut start = comma + 1;
    loop {
        let comma = start - 1;
        let mut value = comma;
        // A comma in a value is escaped.
        loop {
            value = run_start(bytes, value, MAX_NAME, |byte| !matches!(byte, b'=' | b',' | b'\n'));
            match value.checked_sub(2) {
                Some(escape) if part(bytes, escape, value) == b"\\," => value = escape,
                _ => break,
            }
        }
        let equals = value.saturating_sub(1);
        let name = run_start(bytes, equals, MAX_ATTRIBUTE, |byte| byte.is_ascii_alphabetic());
        if byte_at(bytes, equals) != b'=' || !is_one_of(part(bytes, name, equals), ATTRIBUTES) {
            return start;
        }
        start = name;
        if byte_before(bytes, name) != b',' || name <= floor {
            return start;
        }
    }
}

/// Where the last part ends.
fn entry_end(bytes: &[u8], mut separator: usize) -> usize {
    loop {
        let comma =
            run_end(bytes, separator + 1, |byte| !matches!(byte, b',' | b'=' | b'\n' | b'"'));
        let name = run_end(bytes, comma + 1, |byte| byte.is_ascii_alphabetic());
        let goes_on = byte_at(bytes, comma) == b','
            && byte_at(bytes, name) == b'='
            && is_one_of(part(bytes, comma + 1, name), ATTRIBUTES);
        if !goes_on {
            return run_end(bytes, separator + 1, is_name);
        }
        separator = name;
    }
}

fn is_name(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'.' | b'-' | b'+')
}

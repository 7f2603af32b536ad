//! Names of personal and private hosts: those below a domain that only a local network or a company
//! has (`.local`, `.internal`, `.fritz.box`), the names that systems give to new machines
//! (`DESKTOP-1A2B3C4`, `Annas-MacBook-Pro`, `ip-10-0-0-1`), and `Anna's iMac`.
//! Source: RFC 6762, RFC 8375, the ICANN reservation of `.internal`, and the vendors' defaults.

use super::bytes::{
    byte_at, byte_before, is_one_of, is_word, part, run_end, run_start, starts_with,
};
use super::email::local_start;
use super::entropy::is_odd;
use super::needs::Needs;
use super::word_list::WordList;
use super::{Findings, Rule};
use memchr::memchr2_iter;

#[rustfmt::skip]
static PRIVATE_DOMAINS: WordList = WordList::new(&[
    "local", "localdomain", "lan", "internal", "intranet", "intra", "corp", "home", "home.arpa",
    "fritz.box", "private", "localnet", "ts.net", "speedport.ip", "homenet", "workgroup",
    "beta.tailscale.net", "domain.local", "test.local", "mshome.net",
]);
/// With these a single plain label in front may be a part of a program.
const ALSO_IN_CODE: &[&str] = &["local", "internal", "private", "home", "corp", "domain.local"];
/// What stands before `.local` in programs and in the names of settings files.
#[rustfmt::skip]
static IN_CODE: WordList = WordList::new(&[
    "config", "settings", "env", "docker-compose", "application", "appsettings", "compose",
    "self", "this", "options", "dist", "thread", "ctx", "context", "module", "process", "window",
    "state", "scope", "opts", "args", "props", "storage", "variables", "params",
]);
/// Devices whose names start with the name of their owner.
#[rustfmt::skip]
static DEVICES: WordList = WordList::new(&[
    "macbook", "imac", "mbp", "mba", "thinkpad", "mac-mini", "mac-studio", "macmini", "iphone",
    "ipad", "xps", "surface",
]);

/// `a.lan`.
pub(super) const DOMAIN_NEEDS: Needs = Needs { letters: 3, dots: 1, ..Needs::NOTHING };
/// `ab-xps`, `ip-1-2-3-4`.
pub(super) const DEVICE_NEEDS: Needs = Needs { bytes: 6, letters: 2, dashes: 1, ..Needs::NOTHING };

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for mark in memchr2_iter(b'.', b'-', bytes) {
        if mark < done || !might_be_host(bytes, mark) {
            continue;
        }
        let start = run_start(bytes, mark, 128, is_inside);
        let start = run_end(bytes, start, |byte| matches!(byte, b'-' | b'.' | b'_'));
        let end = run_end(bytes, mark, is_inside);
        let end = end
            - part(bytes, start, end)
                .iter()
                .rev()
                .take_while(|&&byte| matches!(byte, b'.' | b'-' | b'_'))
                .count();
        let name = part(bytes, start, end);
        done = end.max(mark + 1);
        let is_host = has_private_domain(name, || is_addressed(bytes, start, end));
        if start < end && (is_host || is_given_name(name)) && !is_call(bytes, end) {
            found.add(owner_start(bytes, start), end, Rule::Host);
        }
    }
}

fn is_inside(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'-' | b'.')
}

fn is_call(bytes: &[u8], end: usize) -> bool {
    matches!(byte_at(bytes, end), b'(' | b'=' | b'!')
}

/// Words that a resolver or a client puts in front of the host that it looked for.
#[rustfmt::skip]
static ADDRESSING: WordList = WordList::new(&[
    "enotfound", "eai_again", "econnrefused", "etimedout", "host", "hostname", "server", "resolve",
]);

/// Whether what stands around a name says that it is a host: a port behind it, or a word before it.
fn is_addressed(bytes: &[u8], start: usize, end: usize) -> bool {
    let port = run_end(bytes, end + 1, |byte| byte.is_ascii_digit()) - (end + 1);
    let has_port = byte_at(bytes, end) == b':' && (2..=5).contains(&port);
    let blank = run_start(bytes, start, 2, |byte| matches!(byte, b' ' | b'"' | b'\''));
    let word = part(bytes, run_start(bytes, blank, 16, is_word), blank);
    has_port || blank < start && ADDRESSING.contains(word)
}

/// The apostrophe of `Anna’s-iMac` is not part of the run, nor is who logs in there.
fn owner_start(bytes: &[u8], start: usize) -> usize {
    if byte_before(bytes, start) == b'@' {
        local_start(bytes, start - 1).unwrap_or(start)
    } else if byte_before(bytes, start) == b'\'' && is_word(byte_before(bytes, start - 1)) {
        run_start(bytes, start - 1, 32, is_inside)
    } else {
        start
    }
}

/// Looks at what is right beside the mark before anything is measured.
fn might_be_host(bytes: &[u8], mark: usize) -> bool {
    has_name_ahead(bytes, mark) || is_given_before(bytes, mark)
}

/// Whether the name of a domain starts behind a dot, or the one of a device behind a dash.
#[inline]
pub(super) fn has_name_ahead(bytes: &[u8], mark: usize) -> bool {
    let Some(&[byte, first, second, third]) = bytes.get(mark..).and_then(<[u8]>::first_chunk)
    else {
        return false; // No name is shorter.
    };
    let names = if byte == b'.' { &PRIVATE_DOMAINS } else { &DEVICES };
    names.may_begin([first, second, third]) && names.begins(part(bytes, mark + 1, bytes.len()))
}

/// Whether a dash stands between what systems call machines and their numbers.
pub(super) fn is_given_before(bytes: &[u8], dash: usize) -> bool {
    let given = part(bytes, dash.saturating_sub(2), dash);
    let next = byte_at(bytes, dash + 1);
    byte_at(bytes, dash) == b'-'
        && (next.is_ascii_uppercase() || next.is_ascii_digit())
        && matches!(given, b"OP" | b"IN" | b"PC" | b"OK" | b"AZ" | b"NT" | b"ip" | b"c2")
}

fn has_private_domain(name: &[u8], is_addressed: impl Fn() -> bool) -> bool {
    PRIVATE_DOMAINS.iter().any(|domain| {
        let Some(dot) = name.len().checked_sub(domain.len() + 1).filter(|&dot| dot > 0) else {
            return false;
        };
        let label = part(name, 0, dot);
        let is_below =
            byte_at(name, dot) == b'.' && starts_with(part(name, dot + 1, name.len()), domain);
        is_below
            && (!is_one_of(domain.as_bytes(), ALSO_IN_CODE)
                || is_host_label(label, domain)
                || !IN_CODE.contains(label) && is_addressed())
    })
}

/// Host names have a dash, a digit or a further label; names in code seldom do.
fn is_host_label(label: &[u8], domain: &str) -> bool {
    let is_plain = label.iter().all(u8::is_ascii_alphabetic);
    !label.contains(&b'_') && !IN_CODE.contains(label) && (!is_plain || domain == "local")
}

/// Names that an operating system or a cloud gave to the machine.
fn is_given_name(name: &[u8]) -> bool {
    let label = part(name, 0, run_end(name, 0, |byte| byte != b'.'));
    let (first, rest) = label.split_at(run_end(label, 0, |byte| byte != b'-'));
    let rest = part(rest, 1, rest.len());
    let is_serial = rest.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && (rest.iter().any(u8::is_ascii_digit) || is_odd(rest));
    match first {
        b"DESKTOP" | b"LAPTOP" | b"WIN" | b"PC" | b"NOTEBOOK" | b"EC2AMAZ" | b"MININT" => {
            is_serial && (6..=12).contains(&rest.len())
        }
        b"ip" | b"ec2" => {
            rest.split(|&byte| byte == b'-')
                .filter(|octet| !octet.is_empty() && octet.iter().all(u8::is_ascii_digit))
                .count()
                >= 4
        }
        _ => is_owned_device(first, rest),
    }
}

fn is_owned_device(first: &[u8], rest: &[u8]) -> bool {
    let is_device = |text: &[u8]| {
        DEVICES.iter().any(|device| {
            starts_with(text, device) && !byte_at(text, device.len()).is_ascii_alphanumeric()
        })
    };
    let is_owner = first.len() >= 2
        && first.iter().all(|&byte| is_word(byte))
        && !is_one_of(
            first,
            &[
                "apple",
                "microsoft",
                "lenovo",
                "dell",
                "the",
                "for",
                "non",
                "pre",
                "old",
                "new",
                "intel",
                "m1",
                "m2",
                "m3",
                "m4",
            ],
        );
    is_owner && !first.is_empty() && is_device(rest)
        || first.eq_ignore_ascii_case(b"macbook")
            && rest.windows(4).any(|four| four == b"-von" || four == b"-de-")
}

/// `Anna's MacBook Pro`.
pub(super) fn find_possessive(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "MacBook Pro", "MacBook Air", "MacBook", "iMac", "Mac mini", "Mac Studio", "iPhone",
        "iPad", "Laptop", "PC", "ThinkPad", "AirPods", "Apple Watch", "HomePod", "Galaxy", "Pixel",
    ];
    for quote in memchr::memchr_iter(b'\'', bytes) {
        let device = part(bytes, quote + 3, bytes.len().min(quote + 16));
        if !is_possessive(bytes, quote) {
            continue;
        }
        let start = run_start(bytes, quote, 32, is_word);
        if let Some(name) = NAMES.iter().find(|name| device.starts_with(name.as_bytes())) {
            found.add(start, quote + 3 + name.len(), Rule::Host);
        }
    }
}

pub(super) fn is_possessive(bytes: &[u8], quote: usize) -> bool {
    part(bytes, quote + 1, quote + 3) == b"s "
}

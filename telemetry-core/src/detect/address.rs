//! Network and hardware addresses.
//!
//! IPv4: four decimal octets that stand alone and are not a version (`Chrome/120.0.0.0`, `1.2.3.4-beta`).
//! IPv6: every form of RFC 4291, with zone and embedded IPv4. MAC: six pairs with one separator, or
//! three groups of four with dots (Cisco). Times (`12:34:56`) and paths (`a::b::c`) are neither.

use super::bytes::{
    byte_at, byte_before, is_behind_dot, is_one_of, is_run_into, is_word, part, run_end, run_start,
    runs_on, word_before,
};
use super::needs::Needs;
use super::{Findings, Rule};
use memchr::memchr_iter;
use std::net::Ipv6Addr;

/// `1.1.1.1`.
const SHORTEST_IPV4: usize = 7;
/// An IPv4 address embedded behind six groups of four.
const MAX_IPV6: usize = 45;

/// `1.1.1.1`.
pub(super) const IPV4_NEEDS: Needs = Needs { digits: 4, dots: 3, ..Needs::NOTHING };
/// `::1`.
pub(super) const COLON_HEX_NEEDS: Needs = Needs { bytes: 3, separators: 2, ..Needs::NOTHING };
/// `001a.2b3c.4d5e`; with dashes it is longer.
pub(super) const MAC_NEEDS: Needs = Needs { bytes: 14, dots: 2, ..Needs::NOTHING };

pub(super) fn find_ipv4(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut done = 0;
    let mut version = None;
    for dot in memchr_iter(b'.', bytes) {
        let is_between_digits =
            byte_before(bytes, dot).is_ascii_digit() && byte_at(bytes, dot + 1).is_ascii_digit();
        if dot < done || !is_between_digits {
            continue;
        }
        let start = run_start(bytes, dot, 4, |byte| byte.is_ascii_digit());
        let dotted = run_end(bytes, start, |byte| byte.is_ascii_digit() || byte == b'.');
        done = dotted;
        let end = run_start(bytes, dotted, dotted - start, |byte| byte == b'.');
        if end - start < SHORTEST_IPV4 {
            continue;
        }
        let Some(octets) = octets(part(bytes, start, end)) else { continue };
        if is_version(bytes, start, end, octets) {
            version = Some(octets[0]);
        } else if version != Some(octets[0]) || is_local(octets) {
            // What is compared with a version is one, too: `version 1.2.3.4 is newer than 1.2.3.3`.
            found.add(start, end, Rule::Ip);
        }
    }
}

fn octets(text: &[u8]) -> Option<[u8; 4]> {
    let mut octets = [0; 4];
    let mut pieces = text.split(|&byte| byte == b'.');
    for octet in &mut octets {
        let piece = pieces.next().filter(|piece| (1..=3).contains(&piece.len()))?;
        *octet = std::str::from_utf8(piece).ok()?.parse().ok()?;
    }
    pieces.next().is_none().then_some(octets)
}

/// Addresses of a network of one's own (RFC 1918, RFC 3927), which no version number looks like.
fn is_local(octets: [u8; 4]) -> bool {
    matches!(octets, [10 | 127, ..] | [192, 168, ..] | [172, 16..=31, ..] | [169, 254, ..])
}

fn is_version(bytes: &[u8], start: usize, end: usize, octets: [u8; 4]) -> bool {
    let before = byte_before(bytes, start);
    let after = byte_at(bytes, end);
    // No version starts with 192.168, whatever runs into it.
    let is_in_word = octets[..2] != [192, 168] && is_run_into(bytes, start)
        || runs_on(bytes, end)
        || after == b'_' && !is_local(octets);
    if is_in_word || is_behind_dot(bytes, start) {
        return true;
    }
    if is_one_of(word_before(bytes, start), &["version", "versions", "ver", "release", "build"]) {
        return true;
    }
    let before_mark = byte_before(bytes, start.saturating_sub(1));
    !is_local(octets)
        && (matches!(before, b'/' | b'-' | b'_') && is_word(before_mark)
            || matches!(before, b'^' | b'~')
            || before == b'=' && before_mark == b'='
            || before == b'@' && octets[0] < 20
            || matches!(after, b'-' | b'+') && byte_at(bytes, end + 1).is_ascii_alphabetic())
}

pub(super) fn find_colon_hex(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for colon in memchr_iter(b':', bytes) {
        let next = byte_at(bytes, colon + 1);
        if colon < done || next != b':' && !next.is_ascii_hexdigit() {
            continue;
        }
        let start = run_start(bytes, colon, colon - done, |byte| byte.is_ascii_hexdigit());
        let end =
            run_end(bytes, colon, |byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'));
        done = end;
        if is_run_into(bytes, start) && start < colon {
            continue;
        }
        let (start, end) = without_outer_marks(bytes, start, end);
        let end = without_port(bytes, start, end);
        let run = part(bytes, start, end);
        if run.len() == 17 && is_mac(run, b':') && !runs_on(bytes, end) {
            found.add(start, end, Rule::Mac);
        } else if is_ipv6(run)
            && !runs_on(bytes, end)
            && !follows_name(bytes, start)
            && !is_part_of_name(bytes, start, end)
        {
            found.add(start, zone_end(bytes, end), Rule::Ip);
        }
    }
}

/// Whether what may be an address around the second of two colons has a digit.
pub(super) fn has_digit_around(bytes: &[u8], colon: usize) -> bool {
    let first = colon.saturating_sub(1);
    let group = run_start(bytes, first, 5, |byte| byte.is_ascii_hexdigit());
    if group < first && is_run_into(bytes, group) {
        return false; // The end of a name, or more digits than a group has.
    }
    let belongs = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let start = run_start(bytes, colon, MAX_IPV6, belongs);
    let end = run_end(part(bytes, 0, bytes.len().min(colon + MAX_IPV6)), colon, belongs);
    part(bytes, start, end).iter().any(u8::is_ascii_digit)
}

/// Drops a single colon at either end and dots at the end: punctuation of the sentence.
fn without_outer_marks(bytes: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    if byte_at(bytes, start) == b':' && byte_at(bytes, start + 1) != b':' {
        start += 1;
    }
    while end > start && byte_before(bytes, end) == b'.' {
        end -= 1;
    }
    if byte_before(bytes, end) == b':' && end - start >= 2 && byte_before(bytes, end - 1) != b':' {
        end -= 1;
    }
    (start, end)
}

/// Where an address ends that has a port behind it without brackets, as Node.js writes it.
fn without_port(bytes: &[u8], start: usize, end: usize) -> usize {
    const LONGEST: usize = 5;
    let port = run_start(bytes, end, LONGEST, |byte| byte.is_ascii_digit());
    let address_end = port.saturating_sub(1);
    let has_port = port < end
        && byte_at(bytes, address_end) == b':'
        && byte_before(bytes, address_end) != b':'
        && !is_ipv6(part(bytes, start, end))
        && is_ipv6(part(bytes, start, address_end));
    if has_port { address_end } else { end }
}

/// `name::1` is a path of a language, not the address `::1`.
fn follows_name(bytes: &[u8], start: usize) -> bool {
    byte_at(bytes, start) == b':' && is_word(byte_before(bytes, start))
}

/// `x86_64::` and `type_2::FD_SET`: beside an underscore an address has its first group whole, and an end.
fn is_part_of_name(bytes: &[u8], start: usize, end: usize) -> bool {
    let is_beside = byte_before(bytes, start) == b'_' || byte_at(bytes, end) == b'_';
    let run = part(bytes, start, end);
    let first = run_end(run, 0, |byte| byte != b':');
    is_beside && (first != 4 || run.ends_with(b"::"))
}

fn is_ipv6(run: &[u8]) -> bool {
    let has_digit = run.iter().any(u8::is_ascii_digit);
    (3..=MAX_IPV6).contains(&run.len())
        && has_digit
        && std::str::from_utf8(run).is_ok_and(|text| text.parse::<Ipv6Addr>().is_ok())
}

fn zone_end(bytes: &[u8], end: usize) -> usize {
    if byte_at(bytes, end) != b'%' {
        return end;
    }
    match run_end(bytes, end + 1, |byte| is_word(byte) || matches!(byte, b'.' | b'-')) {
        zone if zone > end + 1 => zone,
        _ => end,
    }
}

fn is_mac(text: &[u8], separator: u8) -> bool {
    text.len() == 17
        && text.iter().enumerate().all(|(at, &byte)| match at % 3 {
            2 => byte == separator,
            _ => byte.is_ascii_hexdigit(),
        })
}

/// The forms of a hardware address without colons.
pub(super) fn find_mac(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for mark in memchr::memchr2_iter(b'-', b'.', bytes) {
        let separator = byte_at(bytes, mark);
        let next_separator = mark + if separator == b'-' { 3 } else { 5 };
        if mark < done || byte_at(bytes, next_separator) != separator {
            continue;
        }
        let belongs = |byte: u8| byte.is_ascii_hexdigit() || byte == separator;
        let start = run_start(bytes, mark, 5, belongs);
        let end = run_end(bytes, mark, belongs);
        done = end;
        let end = if byte_before(bytes, end) == separator { end - 1 } else { end };
        let run = part(bytes, start, end);
        let stands_alone = !is_run_into(bytes, start) && !runs_on(bytes, end);
        if stands_alone && (is_mac(run, b'-') || is_cisco_mac(run)) {
            found.add(start, end, Rule::Mac);
        }
    }
}

fn is_cisco_mac(text: &[u8]) -> bool {
    text.len() == 14
        && text.iter().any(u8::is_ascii_alphabetic)
        && text.iter().enumerate().all(|(at, &byte)| match at {
            4 | 9 => byte == b'.',
            _ => byte.is_ascii_hexdigit(),
        })
}

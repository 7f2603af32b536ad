//! Numbers that stand for a person: phones, payment cards, social security numbers, and bank
//! accounts on the way.
//!
//! Digits are read in groups, as people write them. A card has 13 to 19 digits, an issuer's first
//! digits and a Luhn check digit; a social security number is 3-2-4 outside the ranges that were
//! never issued. Source: ISO/IEC 7812 and the Social Security Administration.

use super::bytes::{
    byte_at, byte_before, find_byte, is_behind_dot, is_one_of, is_run_into, part, run_end, runs_on,
    word_before,
};
use super::needs::Needs;
use super::phone::{extension_end, is_phone, may_be_introduced, with_prefix};
use super::{Findings, Rule, iban};

/// No number of these kinds has more groups or digits.
pub(super) const MAX_GROUPS: usize = 8;
const MAX_DIGITS: usize = 20;
/// No card has fewer.
const MIN_CARD: usize = 12;
/// No more marks stand between two groups.
const MAX_MARKS: usize = 3;
pub(super) const MIN_DIGITS: usize = 7;

#[derive(Clone, Copy, Default)]
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Group {
    pub(super) fn len(self) -> usize {
        self.end - self.start
    }
}

/// A number of few digits has a mark inside or before it.
pub(super) const NEEDS: Needs = Needs { digits: MIN_DIGITS as u8, gaps: 1, ..Needs::NOTHING };
pub(super) const CARD_NEEDS: Needs = Needs { digits: 11, ..Needs::NOTHING };

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = find_byte(bytes, at, |byte| byte.is_ascii_digit()) {
        if let Some(range) = iban::range(bytes, start) {
            found.add(range.0, range.1, Rule::Iban);
            at = range.1;
            continue;
        }
        let run = run_end(bytes, start, |byte| byte.is_ascii_digit());
        if run - start < MIN_DIGITS && group_after(bytes, run).is_none() {
            at = run;
            continue;
        }
        let mut groups = [Group::default(); MAX_GROUPS];
        let groups = read_groups(bytes, start, &mut groups);
        let stands_alone = !is_run_into(bytes, start) && !is_behind_dot(bytes, start);
        at = match groups {
            _ if count_digits(groups) < MIN_DIGITS || !stands_alone => run,
            [_, second, ..] if groups.len() == MAX_GROUPS => {
                look_at(bytes, groups, found).unwrap_or(second.start)
            }
            _ => look_at(bytes, groups, found)
                .unwrap_or_else(|| groups.last().map_or(run, |group| group.end)),
        };
    }
}

/// Whether one of these numbers is in the groups of digits from `start` on.
pub(super) fn holds_any(bytes: &[u8], start: usize) -> bool {
    let mut groups = [Group::default(); MAX_GROUPS];
    let groups = read_groups(bytes, start, &mut groups);
    may_hold_any(bytes, groups) && number_in(bytes, groups).is_some()
}

/// What every number has of what its first group, its groups and its digits tell at first sight.
fn may_hold_any(bytes: &[u8], groups: &[Group]) -> bool {
    let count = count_digits(groups);
    let (start, before) =
        groups.first().map_or((0, 0), |group| (group.start, byte_before(bytes, group.start)));
    let may_be_introduced = || {
        start > 0
            && (groups.len() > 1 || !matches!(before, b'-' | b'.' | b'/'))
            && (is_named_ssn(bytes, start)
                || starts(groups).any(|first| may_be_introduced(bytes, groups[first].start)))
    };
    let may_be_marked = |group: &Group| {
        byte_at(bytes, group.start) == b'0'
            || matches!(byte_before(bytes, group.start), b'+' | b'(')
    };
    count >= MIN_CARD && matches!(byte_at(bytes, start), b'5' | b'6')
        || count > MIN_CARD
        || count >= 9 && groups.len() >= 3
        || groups.iter().any(may_be_marked)
        || may_be_introduced()
}

/// Groups of digits with a few separating marks between them.
fn read_groups<'a>(bytes: &[u8], start: usize, groups: &'a mut [Group; MAX_GROUPS]) -> &'a [Group] {
    let mut count = 0;
    let mut at = start;
    for group in groups.iter_mut() {
        let end = run_end(bytes, at, |byte| byte.is_ascii_digit());
        *group = Group { start: at, end };
        count += 1;
        let Some(next) = group_after(bytes, end) else {
            break;
        };
        at = next;
    }
    &groups[..count]
}

/// Where the next group starts, if nothing but separating marks is in between.
fn group_after(bytes: &[u8], end: usize) -> Option<usize> {
    let is_mark = |at: usize| matches!(byte_at(bytes, at), b' ' | b'-' | b'.' | b'(' | b')' | b'/');
    (end + 1..=end + MAX_MARKS)
        .take_while(|&at| is_mark(at - 1))
        .find(|&at| byte_at(bytes, at).is_ascii_digit())
}

fn count_digits(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.len()).sum()
}

/// The groups that a number can start with.
fn starts(groups: &[Group]) -> impl Iterator<Item = usize> {
    (0..groups.len()).take_while(|&first| count_digits(&groups[first..]) >= MIN_DIGITS)
}

/// Adds what the groups stand for and says where to read on.
fn look_at(bytes: &[u8], groups: &[Group], found: &mut Findings) -> Option<usize> {
    let (start, end, rule) =
        if may_hold_any(bytes, groups) { number_in(bytes, groups) } else { None }?;
    found.add(start, end, rule);
    Some(end)
}

/// The first of the widest sequences of groups that is a number of one of these kinds.
fn number_in(bytes: &[u8], groups: &[Group]) -> Option<(usize, usize, Rule)> {
    for first in starts(groups) {
        let mut count = count_digits(&groups[first..]);
        let leading = leading_digits(bytes, groups[first].start);
        for last in (first..groups.len()).rev() {
            if count < MIN_DIGITS {
                break;
            }
            let digits = Digits { leading, count };
            count -= groups[last].len();
            let chosen = &groups[first..=last];
            let (start, end) = (chosen[0].start, groups[last].end);
            let extension_end = extension_end(bytes, end);
            if runs_on(bytes, end) && extension_end == end {
                continue;
            }
            match kind(bytes, chosen, digits) {
                Some(Rule::Phone) => {
                    return Some((with_prefix(bytes, start), extension_end, Rule::Phone));
                }
                Some(rule) => return Some((start, end, rule)),
                None => {}
            }
        }
    }
    None
}

/// What groups of digits start with, and how many digits there are.
#[derive(Clone, Copy)]
pub(super) struct Digits {
    pub(super) leading: [u8; LEADING],
    pub(super) count: usize,
}

/// A month, a day, and the century of the year.
const LEADING: usize = 6;

fn leading_digits(bytes: &[u8], start: usize) -> [u8; LEADING] {
    let mut leading = [0; LEADING];
    let mut count = 0;
    for byte in part(bytes, start, bytes.len()) {
        let digit = byte.wrapping_sub(b'0');
        if let (0..=9, Some(leading)) = (digit, leading.get_mut(count)) {
            *leading = digit;
            count += 1;
        } else if count == LEADING {
            break;
        }
    }
    leading
}

fn kind(bytes: &[u8], groups: &[Group], digits: Digits) -> Option<Rule> {
    if digits.count > MAX_DIGITS {
        None
    } else if is_card(bytes, groups, digits) {
        Some(Rule::Card)
    } else if is_host_of_address(bytes, groups) {
        Some(Rule::Ip)
    } else if is_ssn(bytes, groups) {
        Some(Rule::Ssn)
    } else if is_phone(bytes, groups, digits) {
        Some(Rule::Phone)
    } else {
        None
    }
}

fn is_card(bytes: &[u8], groups: &[Group], digits: Digits) -> bool {
    if digits.count < MIN_CARD {
        return false;
    }
    let [thousands, hundreds, tens, ones, ..] = digits.leading.map(u32::from);
    let is_issued = matches!(
        (digits.count, thousands * 1000 + hundreds * 100 + tens * 10 + ones),
        (13 | 16 | 19, 4000..=4999)
            | (16, 2200..=2204 | 2221..=2720 | 3528..=3589 | 5100..=5599)
            | (16 | 19, 6011 | 6200..=6299 | 6440..=6599 | 8100..=8171)
            | (12..=19, 5018..=5020 | 5038 | 5893 | 6304 | 6759 | 6761..=6763)
            | (15, 1000..=1999 | 2131 | 3400..=3499 | 3700..=3799)
            | (14, 3000..=3059 | 3600..=3699 | 3800..=3999)
    );
    is_issued && is_evenly_grouped(bytes, groups) && passes_luhn(bytes, groups)
}

fn is_evenly_grouped(bytes: &[u8], groups: &[Group]) -> bool {
    groups.len() == 1
        || groups.windows(2).all(|pair| {
            pair[1].start - pair[0].end == 1
                && matches!(byte_at(bytes, pair[0].end), b' ' | b'-' | b'.')
        }) && groups.iter().rev().skip(1).all(|group| (4..=6).contains(&group.len()))
}

fn passes_luhn(bytes: &[u8], groups: &[Group]) -> bool {
    let sum: u32 = groups
        .iter()
        .flat_map(|group| part(bytes, group.start, group.end))
        .rev()
        .zip([false, true].into_iter().cycle())
        .map(|(&digit, doubled)| match (u32::from(digit - b'0'), doubled) {
            (digit, false) => digit,
            (digit @ 0..=4, true) => digit * 2,
            (digit, true) => digit * 2 - 9,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// `c-73-158-64-15.example.net`: how providers call the address of a customer.
fn is_host_of_address(bytes: &[u8], groups: &[Group]) -> bool {
    let [first, .., last] = groups else { return false };
    let is_octet = |group: &Group| {
        let octet = part(bytes, group.start, group.end);
        (octet.len() == 1 || octet.len() <= 3 && octet[0] != b'0')
            && octet.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0')) < 256
    };
    // Two labels, so that no file is meant; none is longer (RFC 1035, section 2.3.4).
    let label_end = |at: usize| {
        let ahead = part(bytes, 0, bytes.len().min(at + 64));
        run_end(ahead, at, |byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let has_domain = || {
        let dot = label_end(last.end + 1);
        dot > last.end + 1 && byte_at(bytes, dot) == b'.' && label_end(dot + 1) > dot + 2
    };
    groups.len() == 4
        && byte_before(bytes, first.start) == b'-'
        && byte_at(bytes, last.end) == b'.'
        && groups
            .windows(2)
            .all(|pair| pair[0].end + 1 == pair[1].start && byte_at(bytes, pair[0].end) == b'-')
        && groups.iter().all(is_octet)
        && has_domain()
}

fn is_ssn(bytes: &[u8], groups: &[Group]) -> bool {
    if let [whole] = groups {
        return whole.len() == 9 && is_named_ssn(bytes, whole.start);
    }
    let [area, group, serial] = groups else {
        return false;
    };
    let mark = byte_at(bytes, area.end);
    let part_of = |group: &Group| part(bytes, group.start, group.end);
    [area.len(), group.len(), serial.len()] == [3, 2, 4]
        && area.end + 1 == group.start
        && group.end + 1 == serial.start
        && matches!(mark, b'-' | b' ' | b'.')
        && byte_at(bytes, group.end) == mark
        && !matches!(part_of(area), b"000" | b"666")
        && part_of(group) != b"00"
        && part_of(serial) != b"0000"
        && !matches!(byte_at(bytes, serial.end), b'-')
        && byte_before(bytes, area.start) != b'-'
}

fn is_named_ssn(bytes: &[u8], start: usize) -> bool {
    is_one_of(word_before(bytes, start), &["ssn", "ssn_number", "social_security"])
}

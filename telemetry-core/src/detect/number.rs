//! Numbers that stand for a person: phones, payment cards, bank accounts, social security numbers.
//!
//! Digits are read in groups, as people write them. A card has 13 to 19 digits, an issuer's first
//! digits and a Luhn check digit; an IBAN has its country's length and rest 1 modulo 97; a social
//! security number is 3-2-4 outside the ranges never issued; a phone has a `+`, a leading zero, the
//! North American 3-3-4, or a word such as `phone` before it. Dates, versions and counts have none
//! of that. Source: ISO/IEC 7812, ISO 13616 and its registry, SSA, ITU-T E.164.

use super::bytes::{byte_at, byte_before, ends_with, is_one_of, is_word, part, run_end, run_start};
use super::{Findings, Rule};

/// No number of these kinds has more groups or digits.
const MAX_GROUPS: usize = 8;
const MAX_DIGITS: usize = 20;

#[derive(Clone, Copy, Default)]
struct Group {
    start: usize,
    end: usize,
}

impl Group {
    fn len(self) -> usize {
        self.end - self.start
    }
}

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(offset) = part(bytes, at, bytes.len()).iter().position(u8::is_ascii_digit) {
        let start = at + offset;
        if let Some(range) = iban(bytes, start) {
            found.add(range.0, range.1, Rule::Iban);
            at = range.1;
            continue;
        }
        let mut groups = [Group::default(); MAX_GROUPS];
        let groups = read_groups(bytes, start, &mut groups);
        let end = groups.last().map_or(start + 1, |group| group.end);
        if !is_word(byte_before(bytes, start)) && byte_before(bytes, start) != b'.' {
            at = look_at(bytes, groups, found).unwrap_or_else(|| {
                groups
                    .get(1)
                    .filter(|_| end < bytes.len() && groups.len() == MAX_GROUPS)
                    .map_or(end, |group| group.start)
            });
        } else {
            at = groups.first().map_or(end, |group| group.end);
        }
    }
}

/// Groups of digits with at most two separating marks between them.
fn read_groups<'a>(bytes: &[u8], start: usize, groups: &'a mut [Group; MAX_GROUPS]) -> &'a [Group] {
    let mut count = 0;
    let mut at = start;
    for group in groups.iter_mut() {
        let end = run_end(bytes, at, |byte| byte.is_ascii_digit());
        *group = Group { start: at, end };
        count += 1;
        let marks = part(bytes, end, bytes.len().min(end + 3)).iter().position(u8::is_ascii_digit);
        let Some(marks) = marks.filter(|&marks| {
            marks > 0 && part(bytes, end, end + marks).iter().all(|byte| b" -.()/".contains(byte))
        }) else {
            break;
        };
        at = end + marks;
    }
    &groups[..count]
}

/// Adds what the groups stand for and says where to read on.
fn look_at(bytes: &[u8], groups: &[Group], found: &mut Findings) -> Option<usize> {
    for first in 0..groups.len() {
        for last in (first..groups.len()).rev() {
            let chosen = &groups[first..=last];
            let (start, end) = (chosen[0].start, chosen[chosen.len() - 1].end);
            let extension_end = extension_end(bytes, end);
            if is_word(byte_at(bytes, end)) && extension_end == end {
                continue;
            }
            let Some(rule) = kind(bytes, chosen) else {
                continue;
            };
            let (start, end) = if rule == Rule::Phone {
                (with_prefix(bytes, start), extension_end)
            } else {
                (start, end)
            };
            found.add(start, end, rule);
            return Some(end);
        }
    }
    None
}

/// Where the extension of a phone (`x123`) ends.
fn extension_end(bytes: &[u8], end: usize) -> usize {
    let digits = run_end(bytes, end + 1, |byte| byte.is_ascii_digit());
    let is_extension = byte_at(bytes, end) == b'x'
        && (2..=7).contains(&(digits - end))
        && !is_word(byte_at(bytes, digits));
    if is_extension { digits } else { end }
}

fn kind(bytes: &[u8], groups: &[Group]) -> Option<Rule> {
    let mut digits = [0; MAX_DIGITS];
    let mut count = 0;
    for &byte in groups.iter().flat_map(|group| part(bytes, group.start, group.end)) {
        *digits.get_mut(count)? = byte - b'0';
        count += 1;
    }
    let digits = &digits[..count];
    if is_card(bytes, groups, digits) {
        Some(Rule::Card)
    } else if is_ssn(bytes, groups) {
        Some(Rule::Ssn)
    } else if is_phone(bytes, groups, digits) {
        Some(Rule::Phone)
    } else {
        None
    }
}

fn is_card(bytes: &[u8], groups: &[Group], digits: &[u8]) -> bool {
    let number = |count: usize| {
        digits.iter().take(count).fold(0_u32, |value, &digit| value * 10 + u32::from(digit))
    };
    let is_issued = match (digits.len(), number(4)) {
        (13 | 16 | 19, 4000..=4999) => true,
        (16, 5100..=5599 | 2221..=2720 | 3528..=3589) => true,
        (16 | 19, 6011 | 6440..=6599 | 6200..=6299 | 8100..=8171) => true,
        (12..=19, 5018 | 5020 | 5038 | 5893 | 6304 | 6759 | 6761..=6763) => true,
        (15, 3400..=3499 | 3700..=3799 | 1800 | 2131) => true,
        (14, 3000..=3059 | 3600..=3699 | 3800..=3999) => true,
        _ => false,
    };
    is_issued && is_evenly_grouped(bytes, groups) && passes_luhn(digits)
}

fn is_evenly_grouped(bytes: &[u8], groups: &[Group]) -> bool {
    groups.len() == 1
        || groups.windows(2).all(|pair| {
            pair[1].start - pair[0].end == 1 && matches!(byte_at(bytes, pair[0].end), b' ' | b'-')
        }) && groups.iter().rev().skip(1).all(|group| (4..=6).contains(&group.len()))
}

fn passes_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .zip([false, true].into_iter().cycle())
        .map(|(&digit, doubled)| match (u32::from(digit), doubled) {
            (digit, false) => digit,
            (digit @ 0..=4, true) => digit * 2,
            (digit, true) => digit * 2 - 9,
        })
        .sum();
    sum % 10 == 0
}

fn is_ssn(bytes: &[u8], groups: &[Group]) -> bool {
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

fn is_phone(bytes: &[u8], groups: &[Group], digits: &[u8]) -> bool {
    let start = groups[0].start;
    let mut lengths = [0; MAX_GROUPS];
    for (length, group) in lengths.iter_mut().zip(groups) {
        *length = group.len();
    }
    let lengths = &lengths[..groups.len()];
    let before = byte_before(bytes, start);
    if is_date(bytes, groups, digits) || matches!(before, b'-' | b'.' | b'/') {
        return false;
    }
    if before == b'+' || before == b'(' && byte_before(bytes, start - 1) == b'+' {
        return (8..=15).contains(&digits.len()) && !is_word(byte_before(bytes, start - 1));
    }
    let has_marks = groups.len() > 1;
    let is_north_american = match lengths {
        [3, 3, 4] => digits[0] >= 2 || digits[0] == 0,
        [1 | 2, 3, 3, 4] => digits[0] != 0,
        _ => false,
    };
    let is_national = digits[0] == 0
        && digits.get(1).is_some_and(|&digit| digit != 0)
        && (9..=12).contains(&digits.len())
        && match lengths {
            [2..=5, 6..=9] => true,
            [_, _, ..] => lengths.len() >= 3 && lengths.iter().all(|&length| length >= 2),
            _ => false,
        };
    let is_international = digits.starts_with(&[0, 0])
        && digits[2..].first().is_some_and(|&digit| digit != 0)
        && (11..=16).contains(&digits.len())
        && (lengths.len() != 2);
    let has_area_code = before == b'('
        && byte_at(bytes, groups[0].end) == b')'
        && has_marks
        && (2..=5).contains(&lengths[0])
        && (8..=13).contains(&digits.len());
    is_north_american && has_marks
        || is_national
        || is_international
        || has_area_code
        || (7..=15).contains(&digits.len()) && is_introduced(bytes, start)
}

/// `2024-07-16 12`, `16.8.2019`: a year first or last, and months and days beside it.
fn is_date(bytes: &[u8], groups: &[Group], digits: &[u8]) -> bool {
    let year = |at: usize| {
        digits.get(at..at + 2).is_some_and(|century| matches!(century, [1, 9] | [2, 0]))
    };
    match groups {
        [first, second, third, ..] if [first.len(), second.len(), third.len()] == [4, 2, 2] => {
            byte_at(bytes, first.end) == b'-'
        }
        [first, second, ..] if first.len() == 4 && second.len() <= 2 => year(0),
        [first, second, third, ..] if first.len() <= 2 && second.len() <= 2 && third.len() == 4 => {
            year(first.len() + second.len())
        }
        _ => false,
    }
}

/// Whether one of the words shortly before says that a phone number follows.
fn is_introduced(bytes: &[u8], start: usize) -> bool {
    const WORDS: &[&str] = &[
        "phone",
        "phones",
        "mobile",
        "cell",
        "cellphone",
        "tel",
        "telephone",
        "fax",
        "call",
        "sms",
        "whatsapp",
        "desk",
        "office",
        "handy",
        "msisdn",
        "dial",
        "contact",
        "mob",
        "ph",
        "telefon",
        "number",
        "reach",
        "text",
        "landline",
        "hotline",
    ];
    let nearby = part(
        bytes,
        run_start(bytes, start, 24, |byte| !matches!(byte, b'\n' | b';' | b',')),
        start,
    );
    nearby
        .split(|byte| !byte.is_ascii_alphabetic())
        .any(|word| is_one_of(word, WORDS) || ends_with(word, "phone"))
}

/// The `+`, `(` or `tel:` in front of a phone.
fn with_prefix(bytes: &[u8], start: usize) -> usize {
    run_start(bytes, start, 2, |byte| matches!(byte, b'+' | b'('))
}

/// The bank account whose check digits start at `digits`, behind two letters.
fn iban(bytes: &[u8], digits: usize) -> Option<(usize, usize)> {
    let start = digits.checked_sub(2)?;
    let country = part(bytes, start, digits);
    if !country.iter().all(u8::is_ascii_alphabetic)
        || is_word(byte_before(bytes, start))
        || !byte_at(bytes, digits + 1).is_ascii_digit()
    {
        return None;
    }
    let length = iban_length(country)?;
    let mut remainder = 0;
    let mut head = 0;
    let mut read = 0;
    let mut at = start;
    while read < length {
        let byte = byte_at(bytes, at);
        if matches!(byte, b' ' | b'-') && byte_before(bytes, at).is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let value = char::from(byte).to_digit(36)?;
        if read < 4 {
            head = shift(head, value);
        } else {
            remainder = shift(remainder, value) % 97;
        }
        read += 1;
        at += 1;
    }
    // The first four characters go to the end: two letters of two digits and two digits.
    let is_valid = (remainder * 1_000_000 + head) % 97 == 1;
    (is_valid && !is_word(byte_at(bytes, at))).then_some((start, at))
}

fn shift(number: u32, value: u32) -> u32 {
    number * if value < 10 { 10 } else { 100 } + value
}

/// How long the accounts of a country are, check digits included.
fn iban_length(country: &[u8]) -> Option<usize> {
    const LENGTHS: &[(usize, &str)] = &[
        (15, "NO"),
        (16, "BE BI"),
        (18, "DK FK FI FO GL NL SD"),
        (19, "MK SI"),
        (20, "AT BA EE KZ LT LU XK MN"),
        (21, "CH CR HR LI LV"),
        (22, "BG BH DE GB GE IE ME RS VA"),
        (23, "AE GI IL IQ OM SO TL"),
        (24, "AD CZ ES MD PK RO SA SE SK TN VG"),
        (25, "LY PT ST"),
        (26, "IS TR"),
        (27, "BI DJ FR GR IT MC MR SM"),
        (28, "AL AZ BY CY DO GT HU LB NI PL SV"),
        (29, "BR EG PS QA UA"),
        (30, "JO KW MU YE"),
        (31, "MT SC"),
        (32, "LC"),
        (33, "RU"),
    ];
    LENGTHS
        .iter()
        .find(|(_, countries)| {
            countries.split(' ').any(|listed| country.eq_ignore_ascii_case(listed.as_bytes()))
        })
        .map(|&(length, _)| length)
}

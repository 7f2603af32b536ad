//! International bank account numbers: a country, two check digits, and an account of the length
//! that the country has, in one piece or in groups of four; the whole is 1 modulo 97.
//! Source: ISO 13616 and its registry.

use super::bytes::{byte_at, byte_before, is_run_into, part, runs_on};

/// A country's check digits, and a bank's number at least.
const MIN_DIGITS: usize = 7;

/// The bank account whose check digits start at `digits`, behind two letters.
pub(super) fn range(bytes: &[u8], digits: usize) -> Option<(usize, usize)> {
    let start = digits.checked_sub(2)?;
    let country = part(bytes, start, digits);
    if !country.iter().all(u8::is_ascii_alphabetic)
        || is_run_into(bytes, start)
        || !byte_at(bytes, digits + 1).is_ascii_digit()
    {
        return None;
    }
    let length = length_in(country)?;
    let mut remainder = 0;
    let mut head = 0;
    let mut read = 0;
    let mut digit_count = 0;
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
        digit_count += usize::from(byte.is_ascii_digit());
        read += 1;
        at += 1;
    }
    // The first four characters go to the end: two letters of two digits and two digits.
    let is_valid = (remainder * 1_000_000 + head) % 97 == 1;
    (is_valid && digit_count >= MIN_DIGITS && !runs_on(bytes, at)).then_some((start, at))
}

fn shift(number: u32, value: u32) -> u32 {
    number * if value < 10 { 10 } else { 100 } + value
}

/// How long the accounts of a country are, check digits included.
fn length_in(country: &[u8]) -> Option<usize> {
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

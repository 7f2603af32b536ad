//! Phone numbers: a `+`, the leading zero of a national number, an area code in brackets, the North
//! American 3-3-4, or a word such as `phone` shortly before. Dates are none.
//! Source: ITU-T E.164 and the North American Numbering Plan.

use super::bytes::{
    byte_at, byte_before, ends_with, is_run_into, part, run_end, run_start, runs_on,
};
use super::number::{Digits, Group, MAX_GROUPS};
use super::word_list::WordList;

/// Whether groups of digits are a phone number.
pub(super) fn is_phone(bytes: &[u8], groups: &[Group], digits: Digits) -> bool {
    let Digits { leading, count } = digits;
    let start = groups[0].start;
    let mut lengths = [0; MAX_GROUPS];
    for (length, group) in lengths.iter_mut().zip(groups) {
        *length = group.len();
    }
    let lengths = &lengths[..groups.len()];
    let before = byte_before(bytes, start);
    let is_time = is_date(bytes, groups, leading) || is_fraction(bytes, groups);
    if is_time || matches!(before, b'-' | b'.' | b'/') {
        return false;
    }
    if before == b'+' || before == b'(' && byte_before(bytes, start - 1) == b'+' {
        return (8..=15).contains(&count) && !is_run_into(bytes, start - 1);
    }
    let has_marks = groups.len() > 1;
    let is_north_american = match lengths {
        [3, 3, 4] => leading[0] != 1,
        [1 | 2, 3, 3, 4] => leading[0] != 0,
        _ => false,
    };
    let is_national = leading[0] == 0
        && leading[1] != 0
        && (9..=12).contains(&count)
        && match lengths {
            [2..=5, 6..=9] => true,
            [_, _, ..] => lengths.len() >= 3 && lengths.iter().all(|&length| length >= 2),
            _ => false,
        };
    let is_international = leading.starts_with(&[0, 0])
        && leading[2] != 0
        && (11..=16).contains(&count)
        && (lengths.len() != 2);
    let has_area_code = before == b'('
        && byte_at(bytes, groups[0].end) == b')'
        && has_marks
        && (2..=5).contains(&lengths[0])
        && (8..=13).contains(&count);
    is_north_american && has_marks
        || is_national
        || is_international
        || has_area_code
        || (7..=15).contains(&count) && is_introduced(bytes, start, has_marks)
}

/// `2024-07-16 12`, `16.8.2019`: a year first or last, and months and days beside it.
fn is_date(bytes: &[u8], groups: &[Group], leading: [u8; 6]) -> bool {
    let year = |at: usize| {
        leading.get(at..at + 2).is_some_and(|century| matches!(century, [1, 9] | [2, 0]))
    };
    match groups {
        [first, second, third, ..]
            if [first.len(), second.len(), third.len()] == [4, 2, 2]
                && byte_at(bytes, first.end) == b'-' =>
        {
            true
        }
        [first, second, ..] if first.len() == 4 && second.len() <= 2 => year(0),
        [first, second, third, ..] if first.len() <= 2 && second.len() <= 2 && third.len() == 4 => {
            year(first.len() + second.len())
        }
        _ => false,
    }
}

/// `05.1234567`, `:09.000001-03`: seconds.
fn is_fraction(bytes: &[u8], groups: &[Group]) -> bool {
    let [whole, rest, others @ ..] = groups else { return false };
    let follows_minutes = || {
        byte_before(bytes, whole.start) == b':'
            && byte_before(bytes, whole.start - 1).is_ascii_digit()
    };
    whole.len() <= 2
        && whole.end + 1 == rest.start
        && byte_at(bytes, whole.end) == b'.'
        && (others.is_empty() || follows_minutes())
}

#[rustfmt::skip]
static PHONES: WordList = WordList::new(&[
    "phone", "phones", "mobile", "cellphone", "tel", "telephone", "fax", "sms", "whatsapp",
    "handy", "msisdn", "telefon", "landline", "hotline",
]);
/// Words that other numbers have as well.
#[rustfmt::skip]
static OTHERS: WordList = WordList::new(&[
    "call", "cell", "text", "number", "reach", "contact", "office", "desk", "dial", "mob", "ph",
]);

/// Whether one of the words that introduce a phone number stands shortly before.
pub(super) fn may_be_introduced(bytes: &[u8], start: usize) -> bool {
    words_before(bytes, start).any(|word| is_phone_word(word) || OTHERS.contains(word))
}

/// Whether the words before say that a phone number follows: a phone shortly before, or, right before
/// a number in groups or by way of `me at`, one of the words that other numbers have as well.
fn is_introduced(bytes: &[u8], start: usize, is_grouped: bool) -> bool {
    static BETWEEN: WordList = WordList::new(&["at", "on", "me", "us", "him", "her", "them", "is"]);
    let mut words = words_before(bytes, start);
    let mut is_led_to = is_grouped;
    let mut last = words.next().unwrap_or_default();
    while BETWEEN.contains(last) {
        is_led_to = true;
        last = words.next().unwrap_or_default();
    }
    is_led_to && OTHERS.contains(last) || is_phone_word(last) || words.any(is_phone_word)
}

fn is_phone_word(word: &[u8]) -> bool {
    PHONES.contains(word) || ends_with(word, "phone")
}

/// The words shortly before, the last one first, back to where a sentence or a line ends.
fn words_before(bytes: &[u8], start: usize) -> impl Iterator<Item = &[u8]> {
    const NEARBY: usize = 24;
    let floor = start.saturating_sub(NEARBY);
    let mut at = start;
    std::iter::from_fn(move || {
        let end = run_start(bytes, at, at - floor, |byte| {
            !byte.is_ascii_alphabetic() && !matches!(byte, b'\n' | b';' | b',')
        });
        at = run_start(bytes, end, end - floor, |byte| byte.is_ascii_alphabetic());
        (at < end).then(|| part(bytes, at, end))
    })
}

/// The `+`, `(` or `tel:` in front of a phone.
pub(super) fn with_prefix(bytes: &[u8], start: usize) -> usize {
    run_start(bytes, start, 2, |byte| matches!(byte, b'+' | b'('))
}

/// Where the extension of a phone (`x123`) ends.
pub(super) fn extension_end(bytes: &[u8], end: usize) -> usize {
    let digits = run_end(bytes, end + 1, |byte| byte.is_ascii_digit());
    let is_extension =
        byte_at(bytes, end) == b'x' && (2..=7).contains(&(digits - end)) && !runs_on(bytes, digits);
    if is_extension { digits } else { end }
}

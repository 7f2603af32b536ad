//! Text that is too random to be a name.
//!
//! Names are made of words: few digits inside, capitals only where a word starts, and pairs of
//! letters that words have. A run of letters and digits is random when too many of its neighbours
//! break these habits. Hexadecimal runs are left alone: hashes, commits and UUIDs look like that,
//! and a hexadecimal secret is known by its key. Source of the pairs: counted in the identifiers
//! and the prose of some thousand source files; a pair is common from 6 in 10,000 on.

use super::bytes::{byte_before, part, run_end};

/// For each letter the letters that commonly follow it, the lowest bit for `a`.
const COMMON_PAIRS: [u32; 26] = [
    0x1febd6e, 0x1164915, 0x01e5d9d, 0x01e4939, 0x1eff97f, 0x01e4931, 0x0166991, 0x00a4111,
    0x2aef87f, 0x0104011, 0x0040110, 0x11cc91d, 0x01cd913, 0x03ced7d, 0x07efd6f, 0x11ec991,
    0x0100000, 0x13efd7d, 0x11cddb5, 0x11ed9bd, 0x00eb97f, 0x0000111, 0x0066111, 0x0088114,
    0x00ca000, 0x0000010,
];

/// Shorter runs are too short to tell.
const MIN_RUN: usize = 8;

/// How many characters of a word stand in random runs.
pub(super) fn random_mass(word: &[u8]) -> usize {
    runs(word)
        .map(|(start, end)| part(word, start, end))
        .filter(|run| is_random(run))
        .map(<[u8]>::len)
        .sum()
}

fn runs(word: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = run_end(word, at, |byte| !byte.is_ascii_alphanumeric());
        at = run_end(word, start, |byte| byte.is_ascii_alphanumeric());
        (start < at).then_some((start, at))
    })
}

fn is_random(run: &[u8]) -> bool {
    if run.len() < MIN_RUN || is_hex(run) || is_marked_hex(run) {
        return false;
    }
    let oddities = oddities(run);
    let has_kinds = run.iter().any(u8::is_ascii_digit)
        || run.iter().any(u8::is_ascii_lowercase) && run.iter().any(u8::is_ascii_uppercase);
    let pairs = run.len() - 1;
    let share = if run.len() < 20 { 40 } else { 34 };
    if has_kinds {
        oddities * 100 >= pairs * share
    } else {
        oddities * 20 >= pairs * 9 && run.len() >= 12
    }
}

/// How many neighbours in a run do not look like the inside of a word.
fn oddities(run: &[u8]) -> usize {
    let mut hump = 0;
    let odd = |pair: &[u8]| {
        let &[first, second] = pair else { return false };
        hump += 1;
        match (first.is_ascii_alphabetic(), second.is_ascii_alphabetic()) {
            _ if first == second || first + 1 == second => false,
            (true, true) if first.is_ascii_lowercase() && second.is_ascii_uppercase() => {
                std::mem::take(&mut hump) < 3
            }
            (true, true) => !is_common(first, second),
            (first, second) => first != second,
        }
    };
    run.windows(2).map(odd).filter(|&odd| odd).count()
}

fn is_common(first: u8, second: u8) -> bool {
    let index = |letter: u8| letter.to_ascii_lowercase().wrapping_sub(b'a');
    COMMON_PAIRS
        .get(usize::from(index(first)))
        .is_some_and(|followers| followers >> (index(second) & 31) & 1 == 1)
}

/// Digits and the letters of one case up to `f`.
pub(super) fn is_hex(text: &[u8]) -> bool {
    let lower = text.iter().any(|byte| matches!(byte, b'a'..=b'f'));
    let upper = text.iter().any(|byte| matches!(byte, b'A'..=b'F'));
    text.iter().all(u8::is_ascii_hexdigit) && !(lower && upper)
}

/// `0x2a`, and the hashes that compilers and Git mark with a letter (`h1f2e..`, `g1f2e..`).
fn is_marked_hex(run: &[u8]) -> bool {
    matches!(run, [b'0', b'x' | b'X', hex @ ..] | [b'h' | b'g', hex @ ..] if is_hex(hex))
}

/// Whether a run is odder than any word, though not enough so to stand on its own.
pub(super) fn is_odd(run: &[u8]) -> bool {
    run.len() > 1 && oddities(run) * 4 >= run.len() - 1
}

/// The random part of a word, from its first random run to its last, if that is long enough.
pub(super) fn random_part(word: &[u8]) -> Option<(usize, usize)> {
    random_runs(word).or_else(|| is_scattered(word).then_some((0, word.len())))
}

fn random_runs(word: &[u8]) -> Option<(usize, usize)> {
    const ENOUGH: usize = 17;
    let mut bounds = None;
    let mut mass = 0;
    for (start, end) in runs(word) {
        let run = part(word, start, end);
        if is_random(run)
            || bounds.is_some() && byte_before(word, start) != b'/' && run.len() < MIN_RUN
        {
            mass += if is_random(run) { run.len() } else { 0 };
            bounds = Some((bounds.map_or(start, |(first, _)| first), end));
        }
    }
    bounds.filter(|_| mass >= ENOUGH)
}

/// Whether a word is random as a whole, though marks cut it into short runs.
fn is_scattered(word: &[u8]) -> bool {
    let (mut length, mut pairs, mut odd) = (0, 0, 0);
    for (start, end) in runs(word) {
        let run = part(word, start, end);
        if !is_hex(run) && !is_marked_hex(run) {
            length += run.len();
            pairs += run.len() - 1;
            odd += oddities(run);
        }
    }
    length >= 22 && odd >= 9 && odd * 100 >= pairs * 42
}

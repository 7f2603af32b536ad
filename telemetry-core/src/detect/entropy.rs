//! Text that is too random to be a name.
//!
//! Names are made of words: few digits inside, capitals only where a word starts, and pairs of
//! letters that words have. A run of letters and digits is random when too many of its neighbours
//! break these habits. Hexadecimal runs are left alone: hashes, commits and UUIDs look like that,
//! and a hexadecimal secret is known by its key. Source of the pairs: counted in the identifiers
//! and the prose of some thousand source files; a pair is common from 6 in 10,000 on.

use super::bytes::{byte_at, byte_before, part, run_end, run_start};
use super::word_list::WordList;

/// For each letter the letters that commonly follow it, the lowest bit for `a`.
const COMMON_PAIRS: [u32; 26] = [
    0x1febd6e, 0x1164915, 0x01e5d9d, 0x01e4939, 0x1eff97f, 0x01e4931, 0x0166991, 0x00a4111,
    0x2aef87f, 0x0104011, 0x0040110, 0x11cc91d, 0x01cd913, 0x03ced7d, 0x07efd6f, 0x11ec991,
    0x0100000, 0x13efd7d, 0x11cddb5, 0x11ed9bd, 0x00eb97f, 0x0000111, 0x0066111, 0x0088114,
    0x00ca000, 0x0000010,
];

/// No shorter word has enough random characters.
const SHORTEST: usize = 17;
/// No random part has fewer: a third of the pairs of the shortest.
pub(super) const LEAST_ODDITIES: u32 = 6;
/// What an issuer puts in front of the random part is no longer.
const LONGEST_BEGINNING: usize = 24;
/// Shorter runs are too short to tell.
const MIN_RUN: usize = 8;

/// Whether so many neighbours in a word do not look like the inside of one that a part may be random.
pub(super) fn has_oddities(word: &[u8]) -> bool {
    let (mut odd, mut oddities) = (0, 0);
    let mut read = |byte: u8| {
        oddities += odd >> (index(byte) & 63) & 1;
        odd = ODD[usize::from(byte)];
    };
    let (fours, rest) = word.as_chunks::<4>();
    fours.iter().flatten().copied().for_each(&mut read);
    rest.iter().copied().for_each(read);
    oddities >= u64::from(LEAST_ODDITIES)
}

/// How many characters of a word stand in random runs.
pub(super) fn random_mass(word: &[u8]) -> usize {
    runs(word)
        .map(|(start, end)| part(word, start, end))
        .filter(|run| oddities_if_text(run).is_some_and(|oddities| is_random(run, oddities)))
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

fn is_random(run: &[u8], oddities: usize) -> bool {
    let pairs = run.len() - 1;
    // Nothing is random by the lower of the two bars below.
    if run.len() < MIN_RUN || oddities * 100 < pairs * 34 {
        return false;
    }
    let has_kinds = run.iter().any(u8::is_ascii_digit)
        || run.iter().any(u8::is_ascii_lowercase) && run.iter().any(u8::is_ascii_uppercase);
    let share = match (has_kinds, run.len()) {
        (true, 20..) => 34,
        (true, _) => 40,
        (false, 12..) => 45,
        (false, _) => return false,
    };
    oddities * 100 >= pairs * share
}

/// The oddities of a run, unless it is a number in decimal or hexadecimal digits.
fn oddities_if_text(run: &[u8]) -> Option<usize> {
    (!is_hex(run) && !is_marked_hex(run)).then(|| oddities(run))
}

/// How many neighbours in a run do not look like the inside of a word.
fn oddities(run: &[u8]) -> usize {
    let mut hump = 0;
    let is_odd = |pair: &[u8]| {
        let &[first, second] = pair else { return false };
        hump += 1;
        if first >= b'a' && second.is_ascii_uppercase() {
            return std::mem::take(&mut hump) < MIN_HUMP;
        }
        is_odd_pair(first, second)
    };
    run.windows(2).map(is_odd).filter(|&odd| odd).count()
}

/// A capital starts a word when the one before had this many letters.
const MIN_HUMP: usize = 3;

/// Digits, capitals, small letters, and [`OTHER`] for the rest.
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const OTHER: u8 = 63;

/// The place of a byte in the alphabet of pairs.
pub(super) const fn index(byte: u8) -> u8 {
    INDEX[byte as usize]
}

/// Whether two neighbours do not look like the inside of a word. What is no letter or digit may stand
/// beside anything. A capital behind a small letter is odd by itself.
fn is_odd_pair(first: u8, second: u8) -> bool {
    ODD[usize::from(first)] >> (index(second) & 63) & 1 == 1
}

static INDEX: [u8; 256] = indexes();

const fn indexes() -> [u8; 256] {
    let mut table = [OTHER; 256];
    let mut at = 0;
    while at < ALPHABET.len() {
        table[ALPHABET[at] as usize] = at as u8;
        at += 1;
    }
    table
}

/// For each byte the indexes of those that are odd behind it, one bit each.
static ODD: [u64; 256] = odd();

const fn odd() -> [u64; 256] {
    let mut table = [0; 256];
    let mut first = 0;
    while first < ALPHABET.len() {
        let mut second = 0;
        while second < ALPHABET.len() {
            if !is_ordinary_pair(ALPHABET[first], ALPHABET[second]) {
                table[ALPHABET[first] as usize] |= 1 << second;
            }
            second += 1;
        }
        first += 1;
    }
    table
}

/// Digits after digits, letters that make a common pair, and whatever is repeated or counts on.
const fn is_ordinary_pair(first: u8, second: u8) -> bool {
    let are_digits = first.is_ascii_digit() && second.is_ascii_digit();
    let are_letters = first.is_ascii_alphabetic() && second.is_ascii_alphabetic();
    are_digits
        || first == second
        || first + 1 == second
        || are_letters && is_common_pair(first, second)
}

const fn is_common_pair(first: u8, second: u8) -> bool {
    let followers = COMMON_PAIRS[(first.to_ascii_lowercase() - b'a') as usize];
    followers >> (second.to_ascii_lowercase() - b'a') & 1 == 1
}

/// Digits and the letters of one case up to `f`.
pub(super) fn is_hex(text: &[u8]) -> bool {
    let has =
        |letters: std::ops::RangeInclusive<u8>| text.iter().any(|byte| letters.contains(byte));
    text.iter().all(u8::is_ascii_hexdigit) && !(has(b'a'..=b'f') && has(b'A'..=b'F'))
}

/// `0x2a`, and the hashes that compilers and Git mark with a letter (`h1f2e..`, `g1f2e..`).
fn is_marked_hex(run: &[u8]) -> bool {
    matches!(run, [b'0', b'x' | b'X', hex @ ..] | [b'h' | b'g', hex @ ..] if is_hex(hex))
}

/// Whether a run is odder than any word, though not enough so to stand on its own.
pub(super) fn is_odd(run: &[u8]) -> bool {
    run.len() > 1 && oddities(run) * 4 >= run.len() - 1
}

/// The random part of a word: from its first random run to its last, or all of it when marks cut
/// it into runs that are too short to tell one by one.
pub(super) fn random_part(word: &[u8]) -> Option<(usize, usize)> {
    if is_symbol(word) {
        return None;
    }
    let mut bounds = None;
    let (mut mass, mut length, mut pairs, mut odd) = (0, 0, 0, 0);
    for (start, end) in runs(word) {
        let run = part(word, start, end);
        let is_random = match oddities_if_text(run) {
            None => false,
            Some(oddities) => {
                length += run.len();
                pairs += run.len() - 1;
                odd += oddities;
                is_random(run, oddities)
            }
        };
        let goes_on = || match byte_before(word, start) {
            b'/' | b'+' => is_base64(run),
            _ => run.len() < MIN_RUN,
        };
        if is_random || bounds.is_some() && goes_on() {
            mass += if is_random { run.len() } else { 0 };
            bounds = Some((bounds.map_or(start, |(first, _)| first), end));
        }
    }
    let is_scattered = length >= 20 && odd >= 8 && odd * 100 >= pairs * 42;
    bounds
        .filter(|_| mass >= SHORTEST)
        .map(|(start, end)| (beginning(word, start), with_padding(word, end)))
        .or_else(|| is_scattered.then(|| (key_end(word), word.len())))
        .or_else(|| issued_hex(word))
}

/// `abc_428f97b5..`: what an issuer calls its own, and more hexadecimal digits than an identifier has.
/// What is named by its algorithm or by what it was made of is a hash.
fn issued_hex(word: &[u8]) -> Option<(usize, usize)> {
    const SHORTEST: usize = 32;
    const LONGEST_NAME: usize = 8;
    #[rustfmt::skip]
    static HASHES: WordList = WordList::new(&[
        "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3", "hash", "digest", "commit",
        "rev", "ref", "git", "blob", "tree", "etag", "checksum", "sum", "crc", "blake2b", "blake2s",
        "blake3", "xxh", "trace", "layer", "cache", "file", "img", "image", "chunk", "block", "build",
        "model", "id", "uuid", "guid", "salt", "h", "v1", "v2",
    ]);
    runs(word).find_map(|(start, end)| {
        let run = part(word, start, end);
        let has_kinds =
            run.iter().any(u8::is_ascii_digit) && run.iter().any(u8::is_ascii_alphabetic);
        if run.len() < SHORTEST || !is_hex(run) || !has_kinds || byte_before(word, start) != b'_' {
            return None;
        }
        let name =
            run_start(word, start - 1, LONGEST_NAME + 1, |byte| byte.is_ascii_alphanumeric());
        let name = part(word, name, start - 1);
        let is_issuer = (2..=LONGEST_NAME).contains(&name.len()) && !HASHES.contains(name);
        is_issuer.then(|| (beginning(word, start), end))
    })
}

/// The name of a function as compilers write it for linkers: `_ZN`, the length and the letters of each
/// part, `E` (Itanium C++ ABI, section 5.1).
fn is_symbol(word: &[u8]) -> bool {
    let Some(mut parts) = word.strip_prefix(b"_ZN") else { return false };
    while byte_at(parts, 0).is_ascii_digit() {
        let digits = run_end(parts, 0, |byte| byte.is_ascii_digit());
        let length =
            std::str::from_utf8(part(parts, 0, digits)).ok().and_then(|it| it.parse().ok());
        parts = match length.and_then(|length: usize| digits.checked_add(length)) {
            Some(end) if end <= parts.len() => part(parts, end, parts.len()),
            _ => return false,
        };
    }
    byte_at(parts, 0) == b'E' && !byte_at(parts, 1).is_ascii_alphanumeric()
}

/// Whether a run beside a random one, with `/` or `+` between them, belongs to the same bytes in base64.
fn is_base64(run: &[u8]) -> bool {
    run.len() > 3 && is_odd(run)
}

fn with_padding(word: &[u8], end: usize) -> usize {
    let padded = run_end(word, end, |byte| byte == b'=');
    if padded == word.len() { padded } else { end }
}

/// Where what the random part at `start` continues starts: `snyk_uat.2158abc0.` is no word of the text.
fn beginning(word: &[u8], mut start: usize) -> usize {
    while matches!(byte_before(word, start), b'/' | b'+') {
        let before = run_start(word, start - 1, start, |byte| byte.is_ascii_alphanumeric());
        if !is_base64(part(word, before, start - 1)) {
            break;
        }
        start = before;
    }
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.+~".contains(&byte);
    let from = run_start(word, start, LONGEST_BEGINNING, belongs);
    if belongs(byte_before(word, from)) { start } else { from }
}

/// Whether the runs of a text are random taken together: too short each to tell one by one.
pub(super) fn is_scattered(text: &[u8]) -> bool {
    let (mut length, mut pairs, mut odd) = (0, 0, 0);
    for run in runs(text).map(|(start, end)| part(text, start, end)) {
        length += run.len();
        pairs += run.len() - 1;
        odd += oddities(run);
    }
    length >= 14 && odd * 100 >= pairs * 42
}

/// Where the value starts in a word that names it: `id=..`.
fn key_end(word: &[u8]) -> usize {
    let key = run_end(word, 0, |byte| byte.is_ascii_alphabetic() || b"_-.".contains(&byte));
    if byte_at(word, key) == b'=' && key + 1 < word.len() { key + 1 } else { 0 }
}

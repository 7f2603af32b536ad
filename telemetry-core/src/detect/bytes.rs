//! Looking around in bytes without ever indexing out of bounds.

/// The byte at `at`, or zero behind the end.
pub(super) fn byte_at(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

/// The byte before `at`, or zero at the start.
pub(super) fn byte_before(bytes: &[u8], at: usize) -> u8 {
    at.checked_sub(1).map_or(0, |at| byte_at(bytes, at))
}

/// The first byte from `from` on that is wanted. Whole blocks without one are told by a loop that
/// compilers turn into vector instructions.
pub(super) fn find_byte(
    bytes: &[u8],
    mut from: usize,
    wanted: impl Fn(u8) -> bool,
) -> Option<usize> {
    const BLOCK: usize = 32;
    while let Some(block) = bytes.get(from..from + BLOCK) {
        if block.iter().fold(false, |any, &byte| any | wanted(byte)) {
            break;
        }
        from += BLOCK;
    }
    part(bytes, from, bytes.len()).iter().position(|&byte| wanted(byte)).map(|at| from + at)
}

/// The part of `bytes` from `start` to `end`, empty where that is no range.
pub(super) fn part(bytes: &[u8], start: usize, end: usize) -> &[u8] {
    bytes.get(start..end).unwrap_or_default()
}

/// Where the run of bytes that starts at `from` ends.
// A plain loop, as there is one for each kind of run: with iterators they took a tenth of the time that
// the compiler needs for this crate.
pub(super) fn run_end(bytes: &[u8], from: usize, belongs: impl Fn(u8) -> bool) -> usize {
    let mut end = from;
    while bytes.get(end).is_some_and(|&byte| belongs(byte)) {
        end += 1;
    }
    end
}

/// Where a run of the byte at `from` ends, or the eighth of them.
pub(super) fn repeat_end(bytes: &[u8], from: usize) -> usize {
    let byte = byte_at(bytes, from);
    from + part(bytes, from, bytes.len().min(from + 8))
        .iter()
        .take_while(|&&next| next == byte)
        .count()
}

/// Where the run of bytes that ends at `to` starts, at most `limit` bytes back.
pub(super) fn run_start(
    bytes: &[u8],
    to: usize,
    limit: usize,
    belongs: impl Fn(u8) -> bool,
) -> usize {
    let run = part(bytes, to.saturating_sub(limit), to);
    let mut before = run;
    while let [rest @ .., last] = before
        && belongs(*last)
    {
        before = rest;
    }
    to - (run.len() - before.len())
}

/// What identifiers are made of: [`is_alphanumeric`], and the underscore.
pub(super) fn is_word(byte: u8) -> bool {
    IS_WORD[usize::from(byte)]
}

// A table, as most runs that are measured are of these.
static IS_WORD: [bool; 256] = words();

const fn words() -> [bool; 256] {
    let mut table = [true; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    table
}

/// ASCII letters and digits, and whatever is not ASCII.
pub(super) fn is_alphanumeric(byte: u8) -> bool {
    is_word(byte) && byte != b'_'
}

/// Whether a word runs into what starts at `at`. What is not ASCII stands beside numbers without a blank, as
/// in Chinese or as a mark, and so do the letter of an escape (`\n`) and an underscore.
pub(super) fn is_run_into(bytes: &[u8], at: usize) -> bool {
    let before = byte_before(bytes, at);
    let is_escape =
        matches!(before, b'n' | b'r' | b't') && byte_before(bytes, at.saturating_sub(1)) == b'\\';
    before.is_ascii_alphanumeric() && !is_escape
}

/// Whether what ends at `at` runs into a word.
pub(super) fn runs_on(bytes: &[u8], at: usize) -> bool {
    byte_at(bytes, at).is_ascii_alphanumeric()
}

/// Whether a full stop stands right before `at` that belongs to a number or a word.
pub(super) fn is_behind_dot(bytes: &[u8], at: usize) -> bool {
    byte_before(bytes, at) == b'.' && is_run_into(bytes, at - 1)
}

/// Whether `text` is one of `list`, whatever the case.
pub(super) fn is_one_of(text: &[u8], list: &[&str]) -> bool {
    list.iter().any(|entry| text.eq_ignore_ascii_case(entry.as_bytes()))
}

/// Whether `text` starts with `prefix`, whatever the case.
pub(super) fn starts_with(text: &[u8], prefix: &str) -> bool {
    is_at(text, 0, prefix)
}

/// Whether `text` ends with `suffix`, whatever the case.
pub(super) fn ends_with(text: &[u8], suffix: &str) -> bool {
    text.len().checked_sub(suffix.len()).is_some_and(|at| is_at(text, at, suffix))
}

fn is_at(text: &[u8], at: usize, word: &str) -> bool {
    part(text, at, at + word.len()).eq_ignore_ascii_case(word.as_bytes())
}

/// The byte range of the word that stands right before `at`, separated by blanks, a colon or the like.
pub(super) fn word_before(bytes: &[u8], at: usize) -> &[u8] {
    let end = run_start(bytes, at, 3, is_between_words);
    if end == at {
        return &[];
    }
    let start = run_start(bytes, end, MAX_WORD_BEFORE, |byte| !byte.is_ascii_whitespace());
    let word = part(bytes, start, word_end(bytes, end).max(start));
    part(word, word.iter().position(|&b| is_word(b)).unwrap_or(word.len()), word.len())
}

/// How much of a word before is looked at.
const MAX_WORD_BEFORE: usize = 24;

/// Where the letters and digits of the word before `end` end.
#[inline]
pub(super) fn word_end(bytes: &[u8], end: usize) -> usize {
    run_start(bytes, end, MAX_WORD_BEFORE, |byte| !is_word(byte) && !byte.is_ascii_whitespace())
}

/// What stands between two words that belong together.
pub(super) fn is_between_words(byte: u8) -> bool {
    matches!(byte, b' ' | b':' | b'=' | b'"' | b'\'' | b'(')
}

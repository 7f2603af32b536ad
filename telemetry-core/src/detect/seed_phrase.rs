//! The words that restore a wallet: twelve or more words of three to eight lower-case letters in a
//! row, none of them one of the small words without which nobody writes a sentence, and which the
//! word list leaves out. Source: BIP 39, whose list has 2,048 words of that shape.

use super::bytes::{byte_at, byte_before};
use super::word_list::WordList;
use super::{Findings, Rule};

const WORDS: usize = 12;
/// Twelve words of three letters with blanks between them.
pub(super) const SHORTEST: usize = WORDS * 4 - 1;

static SMALL_WORDS: WordList = WordList::new(&[
    "the", "and", "for", "with", "not", "was", "are", "has", "had", "have", "but", "from", "were",
    "been", "its", "all", "did", "does", "could", "while", "which", "would", "than", "also", "any",
    "via", "per", "how", "what", "when", "where", "who", "why", "failed", "got", "model", "error",
    "tokens", "file", "user", "value", "string", "data", "request", "server", "client", "missing",
    "invalid", "expected", "found", "your", "you", "our", "more",
]);

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut start = 0;
    for row in bytes.split(|&byte| byte != b' ' && !byte.is_ascii_lowercase()) {
        if row.len() >= SHORTEST {
            find_in_row(bytes, start, row, found);
        }
        start += row.len() + 1;
    }
}

/// Looks into a row of small letters and blanks; its words at either end may be cut from longer ones.
fn find_in_row(bytes: &[u8], start: usize, row: &[u8], found: &mut Findings) {
    let is_inside = |at: usize| {
        (at > start || !byte_before(bytes, at).is_ascii_alphanumeric())
            && (at < start + row.len() || !byte_at(bytes, at).is_ascii_alphanumeric())
    };
    let mut phrase = (start, start);
    let mut words = 0;
    let mut at = start;
    for word in row.split(|&byte| byte == b' ') {
        let end = at + word.len();
        if has_shape(word) && !SMALL_WORDS.contains(word) && is_inside(at) && is_inside(end) {
            phrase = (if words == 0 { at } else { phrase.0 }, end);
            words += 1;
        } else {
            add(phrase, words, found);
            words = 0;
        }
        at = end + 1;
    }
    add(phrase, words, found);
}

fn add(phrase: (usize, usize), words: usize, found: &mut Findings) {
    if words >= WORDS {
        found.add(phrase.0, phrase.1, Rule::SeedPhrase);
    }
}

fn has_shape(word: &[u8]) -> bool {
    (3..=8).contains(&word.len())
}

/// Whether a row of words, the first and the last of which may be cut, has enough of them without a
/// small one in between.
pub(super) fn might_be_phrase(row: &[u8]) -> bool {
    let (mut count, mut rest) = (0, row);
    while let Some(blank) = rest.iter().position(|&byte| byte == b' ') {
        let (word, behind) = rest.split_at(blank);
        let is_first = rest.len() == row.len();
        rest = behind.get(1..).unwrap_or_default();
        count += 1;
        if !is_first && SMALL_WORDS.contains(word) {
            count = 0;
            if rest.len() < SHORTEST {
                return false;
            }
        } else if count == WORDS - 1 {
            return true;
        }
    }
    false
}

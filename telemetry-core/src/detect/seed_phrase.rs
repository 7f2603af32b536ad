//! The words that restore a wallet: twelve or more words of three to eight lower-case letters in a
//! row, none of them one of the small words without which nobody writes a sentence, and which the
//! word list leaves out. Source: BIP 39, whose list has 2,048 words of that shape.

use super::bytes::{byte_before, part};
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
    let mut from = 0;
    while let Some(window) = bytes.get(from..from + SHORTEST) {
        if let Some(misfit) = misfit_end(window) {
            from += misfit;
            continue;
        }
        let (end, words) = phrase(bytes, from);
        if words >= WORDS && !byte_before(bytes, from).is_ascii_alphanumeric() {
            found.add(from, end, Rule::SeedPhrase);
        }
        from = next_word(bytes, end);
    }
}

/// Whether a row of words, the first and the last of which may be cut, has enough of them without a
/// small one in between.
pub(super) fn might_be_phrase(row: &[u8]) -> bool {
    let mut words = row.split(|&byte| byte == b' ').skip(1).peekable();
    let mut count = 1;
    while let Some(word) = words.next() {
        count += 1;
        if count == WORDS {
            return true;
        }
        if words.peek().is_some() && SMALL_WORDS.contains(word) {
            count = 0;
        }
    }
    false
}

/// Where the last word of a window ends that no phrase has. Most of a sentence is never read: its
/// last misfit moves the window right behind it.
fn misfit_end(window: &[u8]) -> Option<usize> {
    let blank_before = |end: usize| part(window, 0, end).iter().rposition(|&byte| byte == b' ');
    let mut end = blank_before(window.len()).map_or(window.len(), |blank| blank);
    loop {
        let blank = blank_before(end);
        let start = blank.map_or(0, |blank| blank + 1);
        if !has_shape(part(window, start, end)) {
            return Some((end + 1).min(window.len()));
        }
        end = blank?;
    }
}

fn has_shape(word: &[u8]) -> bool {
    (3..=8).contains(&word.len()) && word.iter().all(u8::is_ascii_lowercase)
}

/// Where the words that may be in the list end, and how many there are.
fn phrase(bytes: &[u8], from: usize) -> (usize, usize) {
    let (mut at, mut end, mut words) = (from, from, 0);
    for word in part(bytes, from, bytes.len()).split(|&byte| byte == b' ') {
        if !has_shape(word) || SMALL_WORDS.contains(word) {
            break;
        }
        end = at + word.len();
        at = end + 1;
        words += 1;
    }
    (end, words)
}

/// Behind the first word that was no part of the phrase.
fn next_word(bytes: &[u8], end: usize) -> usize {
    memchr::memchr(b' ', part(bytes, end + 1, bytes.len())).map_or(bytes.len(), |at| end + at + 2)
}

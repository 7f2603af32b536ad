//! The words that restore a wallet: twelve or more words of three to eight lower-case letters in a
//! row, none of them one of the small words without which nobody writes a sentence, and which the
//! word list leaves out. Source: BIP 39, whose list has 2,048 words of that shape.

use super::bytes::{byte_before, is_one_of, part};
use super::{Findings, Rule};

const WORDS: usize = 12;
/// Twelve words of three letters with blanks between them.
const SHORTEST: usize = WORDS * 4 - 1;

const SMALL_WORDS: &[&str] = &[
    "the", "and", "for", "with", "not", "was", "are", "has", "had", "have", "but", "from", "were",
    "been", "its", "all", "did", "does", "could", "while", "which", "would", "than", "also", "any",
    "via", "per", "how", "what", "when", "where", "who", "why", "failed", "got", "model", "error",
    "tokens", "file", "user", "value", "string", "data", "request", "server", "client", "missing",
    "invalid", "expected", "found", "your", "you", "our", "more",
];

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(window) = bytes.get(from..from + SHORTEST) {
        match window.iter().rposition(|&byte| !byte.is_ascii_lowercase() && byte != b' ') {
            Some(outside) => from += outside + 1,
            None => {
                let end = phrase_end(bytes, from);
                let words = part(bytes, from, end)
                    .split(|&byte| byte == b' ')
                    .filter(|word| !word.is_empty())
                    .count();
                if words >= WORDS
                    && (from == 0 || !byte_before(bytes, from).is_ascii_alphanumeric())
                {
                    found.add(from, end, Rule::SeedPhrase);
                }
                from = next_word(bytes, end.max(from));
            }
        }
    }
}

/// Where the words that may be in the list end.
fn phrase_end(bytes: &[u8], from: usize) -> usize {
    let mut end = from;
    let mut at = from;
    for word in part(bytes, from, bytes.len()).split(|&byte| byte == b' ') {
        if !(3..=8).contains(&word.len())
            || !word.iter().all(u8::is_ascii_lowercase)
            || is_one_of(word, SMALL_WORDS)
        {
            break;
        }
        end = at + word.len();
        at = end + 1;
    }
    end
}

fn next_word(bytes: &[u8], from: usize) -> usize {
    memchr::memchr(b' ', part(bytes, from + 1, bytes.len())).map_or(bytes.len(), |at| from + at + 2)
}

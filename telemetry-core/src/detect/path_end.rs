//! Where a path ends, which is harder than where it starts: names may hold blanks, brackets,
//! apostrophes and commas.
//!
//! A path in quotes ends at the closing quote. Without quotes it ends at a blank, unless what
//! follows reads as the rest of the path: a later word has the same separator in it, or the blank
//! is inside the user's own name. Words of the sentence around it (`failed`, `to`) always end it.
//! Punctuation and brackets that the sentence put behind the path are not part of it.

use super::bytes::{byte_at, byte_before, is_word, part, run_end, run_start};
use super::names::{HOME_FOLDERS, JOINING_WORDS, MEDIA_TYPES, SENTENCE_WORDS};
use memchr::memchr;

/// No name of a file is longer; keeps the search for a closing quote linear.
const MAX_QUOTED: usize = 1024;
/// No tag that may stand behind a path is longer.
const MAX_TAG: usize = 32;
/// How many words with blanks between them a single component may have.
const MAX_WORDS: usize = 8;

/// The end of the path that starts at `start` and has its first separator at `mark`.
pub(super) fn path_end(bytes: &[u8], start: usize, mark: usize) -> usize {
    if let Some(end) = closing_quote(bytes, start, mark) {
        return end;
    }
    let separator = byte_at(bytes, mark);
    let mut end = word_end(bytes, mark + 1, separator);
    while let Some(next) = continuation(bytes, start, end, separator) {
        end = next;
    }
    without_punctuation(bytes, mark + 1, end)
}

fn closing_quote(bytes: &[u8], start: usize, mark: usize) -> Option<usize> {
    let quote = byte_before(bytes, start);
    if !matches!(quote, b'"' | b'\'' | b'`') {
        return None;
    }
    let ahead = part(bytes, mark, bytes.len().min(mark + MAX_QUOTED));
    let ahead = &ahead[..memchr(b'\n', ahead).unwrap_or(ahead.len())];
    let is_escaped = byte_before(bytes, start - 1) == b'\\';
    // A name with quotes in it, as `{:?}` writes it. On Windows names have none, and a path may end in a
    // backslash.
    let is_in_name = |at: usize| {
        let escapes = part(ahead, 0, at).iter().rev().take_while(|&&byte| byte == b'\\').count();
        byte_at(bytes, mark) == b'/' && !is_escaped && escapes % 2 == 1
    };
    let length = memchr::memchr_iter(quote, ahead)
        .find(|&at| !is_word(byte_at(ahead, at + 1)) && !is_in_name(at))?;
    let inside = part(ahead, 0, length);
    if inside.windows(2).any(|pair| pair == b": " || pair == b"->") {
        return None;
    }
    let escapes = inside.iter().rev().take_while(|&&byte| byte == b'\\').count();
    Some(mark + length - if is_escaped { escapes } else { 0 })
}

/// The end of the run without blanks, quotes and other marks that no path goes on behind.
fn word_end(bytes: &[u8], from: usize, separator: u8) -> usize {
    let mut at = from;
    while at < bytes.len() {
        let next = byte_at(bytes, at + 1);
        let is_end = match byte_at(bytes, at) {
            b'\\' if separator == b'/' && next == b' ' => {
                at += 2;
                continue;
            }
            b'\\' => {
                next == b'"' || separator == b'/' && matches!(next, b'n' | b'r' | b't' | b'\'')
            }
            b'"' | b'\'' | b'`' | b'>' | b'*' => !is_word(next),
            b'|' => !next.is_ascii_alphabetic(),
            b'<' => {
                !is_word(next)
                    || memchr(b'>', part(bytes, at, bytes.len().min(at + MAX_TAG))).is_some()
            }
            b',' => !is_word(next) || is_assignment(bytes, at + 1),
            b';' => !is_word(next) || is_assignment(bytes, at + 1),
            b'&' => is_assignment(bytes, at + 1),
            b':' if is_drive(bytes, at) => false,
            b':' => !next.is_ascii_alphabetic() || part(bytes, at, at + 6) == b":line ",
            0xE2 | 0xC2 | 0xE3 => is_closing_quote(part(bytes, at, (at + 3).min(bytes.len()))),
            byte => byte.is_ascii_whitespace() || byte.is_ascii_control(),
        };
        if is_end {
            break;
        }
        at += 1;
    }
    at.min(bytes.len())
}

/// › » 」 and …
fn is_closing_quote(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0xA6 | 0xBA] | [0xC2, 0xBB, ..] | [0xE3, 0x80, 0x8D])
}

/// The colon of `\\?\C:\`.
fn is_drive(bytes: &[u8], colon: usize) -> bool {
    matches!(part(bytes, colon.saturating_sub(2), colon + 2), [b'\\' | b'/', letter, b':', b'\\' | b'/'] if letter.is_ascii_alphabetic())
}

fn is_assignment(bytes: &[u8], from: usize) -> bool {
    let key = run_end(bytes, from, is_word);
    byte_at(bytes, key) == b'='
}

/// The end of the next word, when the path goes on behind the blank at `end`.
fn continuation(bytes: &[u8], start: usize, end: usize, separator: u8) -> Option<usize> {
    let closes = matches!(byte_before(bytes, end), b'.' | b';' | b':' | b'!' | b'?');
    let after_comma = part(bytes, end, end + 2) == b", ";
    if byte_at(bytes, end) != b' ' && !after_comma || closes {
        return None;
    }
    let component = last_component(bytes, start, end);
    let parent = last_component(bytes, start, end.saturating_sub(component.len() + 1));
    let is_user = HOME_FOLDERS.contains(parent);
    let is_dotfile = component.len() > 2 && byte_at(component, 0) == b'.';
    let is_complete = !is_user && (is_dotfile || extension_start(component).is_some());
    if after_comma && (is_complete || is_user) {
        return None;
    }
    let mut from = end + 1 + usize::from(after_comma);
    let mut name_end = None;
    for count in 0..if is_complete || after_comma { 2 } else { MAX_WORDS } {
        let to = word_end(bytes, from, separator);
        let word = part(bytes, from, to);
        let is_told = is_sentence_word(word) && !has_file_below(word);
        if word.is_empty() || is_told || starts_path(word) {
            break;
        }
        if has_separator(word, separator) || !is_complete && count < 4 && is_file(word) {
            return Some(to);
        }
        let is_name = starts_upper(word) && (is_user || starts_upper(component))
            || is_user && separator == b'\\' && count == 0;
        if !is_complete
            && is_name
            && name_end.is_none_or(|previous| previous + 1 == from)
            && count < 3
        {
            name_end = Some(to);
        }
        let ends = ends_statement(bytes, to);
        if ends
            || byte_at(bytes, to) != b' '
            || matches!(byte_before(bytes, to), b';' | b':' | b'.')
        {
            let is_last = !is_complete
                && count < 2
                && ends
                && !JOINING_WORDS.contains(word)
                && !is_status(word)
                && !part(word, 0, word.len() - 1).contains(&b'/')
                && !is_purpose(bytes, end, from, word)
                && !is_report(part(bytes, end + 1, to));
            return if is_last && !after_comma { Some(to) } else { name_end };
        }
        from = to + 1;
    }
    name_end
}

/// `folder\x.sql`: a word of sentences that is one of the path here.
fn has_file_below(word: &[u8]) -> bool {
    let separators = word.iter().filter(|byte| matches!(byte, b'/' | b'\\')).count();
    separators > 0 && extension_start(last_component(word, 0, word.len())).is_some()
}

/// Whether nothing but a closing bracket or quote stands between a word and the end of the line.
fn ends_statement(bytes: &[u8], at: usize) -> bool {
    let end = run_end(bytes, at, |byte| matches!(byte, b')' | b']' | b'}' | b'"' | b'\'' | b'`'));
    let is_end = |end: usize| end == bytes.len() || byte_at(bytes, end) == b'\n';
    is_end(end) || aside_end(bytes, end).is_some_and(is_end)
}

/// Where ` (exit code 2)`, an aside of the sentence, ends.
fn aside_end(bytes: &[u8], at: usize) -> Option<usize> {
    let inside = part(bytes, at, at + 2) == b" (";
    let close = run_end(part(bytes, 0, bytes.len().min(at + MAX_QUOTED)), at + 2, |byte| {
        !matches!(byte, b')' | b'/' | b'\\' | b'\n')
    });
    (inside && byte_at(bytes, close) == b')').then_some(close + 1)
}

/// `answered 407`, `successfully`: what happened to the file.
fn is_report(words: &[u8]) -> bool {
    let first = part(words, 0, run_end(words, 0, |byte| byte.is_ascii_lowercase()));
    first.len() > 4 && (first.ends_with(b"ed") || first.ends_with(b"ly"))
}

/// `404`: what a server answered (RFC 9110, section 15).
fn is_status(word: &[u8]) -> bool {
    matches!(word, [b'1'..=b'5', tens, ones] if tens.is_ascii_digit() && ones.is_ascii_digit())
}

/// `for writing`, behind the path that ends at `end`.
fn is_purpose(bytes: &[u8], end: usize, from: usize, word: &[u8]) -> bool {
    part(bytes, end, from) == b" for " && word.ends_with(b"ing")
}

/// A word with an extension that is no abbreviation (`e.g.`) and no number.
fn is_file(word: &[u8]) -> bool {
    extension_start(word)
        .is_some_and(|dot| word.len() - dot > 2 && byte_at(word, dot + 1).is_ascii_lowercase())
}

fn last_component(bytes: &[u8], start: usize, end: usize) -> &[u8] {
    let from = run_start(bytes, end, end.saturating_sub(start).min(256), |byte| {
        !matches!(byte, b'/' | b'\\')
    });
    part(bytes, from, end)
}

fn starts_upper(word: &[u8]) -> bool {
    let first = String::from_utf8_lossy(part(word, 0, word.len().min(4)));
    first
        .chars()
        .next()
        .is_some_and(|first| first.is_uppercase() || !first.is_ascii() && !first.is_lowercase())
}

/// Words of the sentence around the path, options and arrows.
fn is_sentence_word(word: &[u8]) -> bool {
    let letters =
        part(word, 0, run_end(word, 0, |byte| byte.is_ascii_alphabetic() || byte == b'\''));
    SENTENCE_WORDS.contains(letters)
        || matches!(word, [b'-', _, ..] | [b'=', ..])
        || byte_at(word, 0) == b'(' && !word.contains(&b')')
}

fn starts_path(word: &[u8]) -> bool {
    let key = run_end(word, 0, is_word);
    let word = part(word, if byte_at(word, key) == b'=' { key + 1 } else { 0 }, word.len());
    matches!(byte_at(word, 0), b'/' | b'\\' | b'~' | b'$' | b'%')
        || matches!(word, [_, b':', b'/' | b'\\', ..])
        || word.windows(3).any(|three| three == b"://")
}

/// Backslashes are rare in sentences. Slashes are not: one alone must not be of the kind that
/// `and/or`, `text/html` and `HTTP/1.1` have.
fn has_separator(word: &[u8], separator: u8) -> bool {
    if separator == b'\\' && word.contains(&separator) {
        return true;
    }
    let Some(slash) = memchr(b'/', word) else {
        return false;
    };
    let (before, after) = (part(word, 0, slash), part(word, slash + 1, word.len()));
    let is_phrase = JOINING_WORDS.contains(before)
        || MEDIA_TYPES.contains(before)
        || !before.iter().any(u8::is_ascii_lowercase);
    after.contains(&b'/')
        || extension_start(word).is_some()
        || !is_phrase
            && before.len() > 1
            && is_word(byte_at(after, 0))
            && !byte_at(after, 0).is_ascii_digit()
}

/// Where the extension of a file's name starts: a dot and one to eleven letters or digits, the first
/// of them a letter.
pub(super) fn extension_start(name: &[u8]) -> Option<usize> {
    let dot = memchr::memrchr(b'.', name)?;
    let extension = part(name, dot + 1, name.len());
    let fits = (1..=11).contains(&extension.len())
        && extension.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && extension.iter().any(u8::is_ascii_alphabetic);
    (fits && dot > 0).then_some(dot)
}

/// Takes off what the sentence put behind: punctuation, and brackets that were not opened inside.
#[inline]
pub(super) fn without_punctuation(bytes: &[u8], start: usize, end: usize) -> usize {
    if is_word(byte_before(bytes, end)) { end } else { without_marks(bytes, start, end) }
}

fn without_marks(bytes: &[u8], start: usize, mut end: usize) -> usize {
    while end > start {
        let last = byte_before(bytes, end);
        let is_trailing = match last {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'"' => true,
            b')' => {
                if let Some(position) = position_start(bytes, start, end) {
                    end = position;
                    continue;
                }
                is_unopened(bytes, start, end, b'(')
            }
            b']' => is_unopened(bytes, start, end, b'['),
            b'}' => is_unopened(bytes, start, end, b'{'),
            _ => false,
        };
        if !is_trailing {
            break;
        }
        end -= 1;
    }
    end
}

/// Where `(14,2)`, the line and the column as compilers write them, starts.
fn position_start(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let open = run_start(bytes, end - 1, 16, |byte| byte.is_ascii_digit() || byte == b',');
    let is_position = open > start + 1 && open + 1 < end && byte_before(bytes, open) == b'(';
    (is_position && is_word(byte_before(bytes, open - 1))).then_some(open - 1)
}

fn is_unopened(bytes: &[u8], start: usize, end: usize, opening: u8) -> bool {
    let inside = part(bytes, end.saturating_sub(MAX_QUOTED).max(start), end);
    let closing = byte_before(bytes, end);
    let count = |wanted: u8| inside.iter().filter(|&&byte| byte == wanted).count();
    count(closing) > count(opening)
}

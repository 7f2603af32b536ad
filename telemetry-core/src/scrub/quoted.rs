//! What a message quotes. Databases repeat the statement, its values and its names; none of them looks
//! like anything in particular, but they stand in quotes, or in brackets behind an equals sign.

use crate::detect::Rule;

/// The text with a placeholder for whatever stands in quotes, placeholders themselves excepted.
///
/// An apostrophe inside a word is no quote. A quote that nothing closes reaches to the end: the text
/// may have been cut.
pub(super) fn without_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, opening, inside)) = next_opening(rest, out.chars().next_back()) {
        let (content, closing) = inside.split_at(content_length(inside, opening));
        out.push_str(before);
        out.push(opening);
        out.push_str(if stays(content) { content } else { Rule::Quoted.placeholder() });
        rest = closing;
        if let Some(mark) = rest.chars().next() {
            out.push(mark);
            rest = &rest[mark.len_utf8()..];
        }
    }
    out.push_str(rest);
    out
}

/// The text before the next opening mark, the mark, and what follows it; `last` is the character before
/// the text.
fn next_opening(text: &str, mut last: Option<char>) -> Option<(&str, char, &str)> {
    let mut before_last = None;
    for (at, mark) in text.char_indices() {
        let inside = &text[at + mark.len_utf8()..];
        let opens = match mark {
            '"' | '`' | '“' | '„' | '«' | '‹' | '「' => true,
            '\'' | '‘' => !last.is_some_and(is_word) || is_prefix(before_last, last, inside),
            '(' => last == Some('='),
            _ => false,
        };
        if opens {
            return Some((&text[..at], mark, inside));
        }
        before_last = last.replace(mark);
    }
    None
}

/// The letter of `E'..'` and its like.
fn is_prefix(before: Option<char>, letter: Option<char>, inside: &str) -> bool {
    let is_letter = letter.is_some_and(|letter| "bBeEnNqQrRuUxX".contains(letter));
    is_letter && !before.is_some_and(is_word) && inside.contains('\'')
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// How much stands before the closing mark; all of it where there is none.
fn content_length(inside: &str, opening: char) -> usize {
    let mut escaped = false;
    let mut characters = inside.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let closes = match (opening, character) {
            _ if escaped => false,
            ('"', '"') | ('`', '`') | ('\'', '\'') if at > 0 && next == Some(character) => {
                characters.next();
                false
            }
            ('\'', '\'') | ('‘', '’') => !next.is_some_and(is_word),
            ('"', '"') | ('`', '`') | ('“' | '„', '”') | ('„', '“') => true,
            ('«', '»') | ('‹', '›') | ('「', '」') | ('(', ')') => true,
            _ => false,
        };
        if closes {
            return at;
        }
        escaped = character == '\\' && !escaped;
    }
    inside.len()
}

/// Nothing, and a placeholder that a rule has put there.
fn stays(content: &str) -> bool {
    let is_placeholder = |inside: &str| inside.bytes().all(|byte| byte.is_ascii_lowercase());
    content.is_empty()
        || content
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
            .is_some_and(is_placeholder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_message_quotes_is_replaced() {
        for (text, masked) in [
            ("role \"jane\" does not exist", "role \"<quoted>\" does not exist"),
            (
                "Duplicate entry 'it''s me' for key 'email'",
                "Duplicate entry '<quoted>' for key '<quoted>'",
            ),
            ("near E'a\\'b' or N'c'", "near E'<quoted>' or N'<quoted>'"),
            ("Key (email)=(jane) already exists", "Key (email)=(<quoted>) already exists"),
            ("can't open jane's `x y`", "can't open jane's `<quoted>`"),
            (
                "„Jane“ «Jane» ‹Jane› “Jane” ‘Jane’",
                "„<quoted>“ «<quoted>» ‹<quoted>› “<quoted>” ‘<quoted>’",
            ),
            ("cut in 'the midd", "cut in '<quoted>"),
            ("\"a \\\" b\" c", "\"<quoted>\" c"),
            ("'O'Brien' left", "'<quoted>' left"),
            ("\"<path>\" and '' and \"\"", "\"<path>\" and '' and \"\""),
            ("nothing (at all) = here", "nothing (at all) = here"),
        ] {
            assert_eq!(without_quoted(text), masked);
            assert_eq!(without_quoted(masked), masked, "again");
        }
    }
}

//! Where quoted text ends.

use super::dialect::Dialect;
use super::scan::Scanner;

/// How a string treats backslashes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    /// As the dialect has it.
    Dialect,
    /// `E'..'`: a backslash always escapes.
    Always,
    /// `r'..'`: the dialects that escape elsewhere do not agree on this one.
    Raw,
    /// Identifiers in back-ticks.
    Ticks,
}

/// What Windows allows by default; a bound also keeps the search for one linear.
const LONGEST_PATH: usize = 260;

const SINGLE: &str = "‘’‚‛´＇ʼ‹›";
const DOUBLE: &str = "“”„‟＂«»";

impl Scanner<'_> {
    /// The end of the text whose opening `mark` is at `open`; the end of the input if it never closes.
    pub(super) fn quoted_end(&mut self, open: usize, mark: u8, escapes: Escapes) -> usize {
        if escapes != Escapes::Ticks && self.opens_triple(open, mark) && self.asks(Dialect::TRIPLE)
        {
            return self.close(open, [mark; 3].as_slice(), escapes);
        }
        self.close(open, [mark].as_slice(), escapes)
    }

    /// `'''` opens, but `''''` is one doubled quote in quotes, everywhere.
    fn opens_triple(&self, open: usize, mark: u8) -> bool {
        let same = self.bytes[open..].iter().take(5).take_while(|byte| **byte == mark).count();
        same == 3 || same == 5
    }

    fn close(&mut self, open: usize, marks: &[u8], escapes: Escapes) -> usize {
        let mark = marks[0];
        let mut at = open + marks.len();
        while let Some(byte) = self.byte(at) {
            if byte == b'\\' {
                let slashes = self.bytes[at..].iter().take_while(|byte| **byte == b'\\').count();
                at += slashes;
                // An even run escapes itself where backslashes escape, and is plain text elsewhere.
                if slashes % 2 == 1
                    && self.byte(at) == Some(mark)
                    && self.escapes(open, at, escapes)
                {
                    at += 1;
                }
            } else if self.bytes[at..].starts_with(marks) {
                at += marks.len();
                if marks.len() > 1 || self.byte(at) != Some(mark) {
                    return at;
                }
                at += 1;
            } else {
                at += 1;
            }
        }
        self.bytes.len()
    }

    /// Whether the backslash before the quote at `at` escapes it.
    fn escapes(&mut self, open: usize, at: usize, escapes: Escapes) -> bool {
        match escapes {
            Escapes::Always => true,
            Escapes::Ticks => self.asks(Dialect::TICK_ESCAPES),
            Escapes::Raw => self.asks(Dialect::BACKSLASH) && !self.asks(Dialect::PLAIN_RAW),
            Escapes::Dialect
                if self.is_escape_clause(open, at) || self.is_windows_path(open, at) =>
            {
                false
            }
            Escapes::Dialect if self.byte(open) == Some(b'"') => self.asks(Dialect::DOUBLE_ESCAPES),
            Escapes::Dialect => self.asks(Dialect::BACKSLASH),
        }
    }

    /// `LIKE .. ESCAPE '\'` is only ever written where backslashes do not escape.
    fn is_escape_clause(&self, open: usize, at: usize) -> bool {
        at == open + 2 && self.context.last_word_is("escape") && self.byte(at + 1) != Some(b'\'')
    }

    /// `'C:\Users\'` before something that can follow a value: only where backslashes do not escape.
    fn is_windows_path(&self, open: usize, at: usize) -> bool {
        let text = &self.bytes[open + 1..at];
        if text.len() > LONGEST_PATH {
            return false;
        }
        // Neither a letter that is an escape somewhere nor a doubled backslash: nobody who has to
        // escape backslashes writes this.
        let drive = matches!(text, [letter, b':', b'\\', next, ..]
            if letter.is_ascii_alphabetic() && next.is_ascii_alphabetic() && !b"abfnrtuvxNZ".contains(next));
        drive
            && !text.windows(2).skip(2).any(|pair| pair == b"\\\\")
            && self.can_follow_value(at + 1)
    }

    fn can_follow_value(&self, at: usize) -> bool {
        let rest = self.bytes[at..].trim_ascii_start();
        match rest {
            [] | [b',' | b')' | b';', ..] => true,
            _ if rest.len() == self.bytes.len() - at => false,
            _ => {
                let word: Vec<u8> = rest
                    .iter()
                    .take(9)
                    .take_while(|byte| byte.is_ascii_alphabetic())
                    .map(u8::to_ascii_lowercase)
                    .collect();
                matches!(
                    word.as_slice(),
                    b"and"
                        | b"or"
                        | b"as"
                        | b"from"
                        | b"where"
                        | b"order"
                        | b"group"
                        | b"union"
                        | b"limit"
                        | b"then"
                        | b"else"
                        | b"end"
                        | b"with"
                        | b"go"
                )
            }
        }
    }

    /// The end of `$tag$ .. $tag$` whose first `$` is at `open`, or nothing if none opens there.
    pub(super) fn dollar_end(&self, open: usize) -> Option<usize> {
        let tag = self.bytes[open + 1..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_' || **byte >= 0x80)
            .count();
        let body = open + tag + 2;
        if self.byte(body - 1) != Some(b'$') {
            return None;
        }
        let mark = &self.text[open..body];
        Some(self.text[body..].find(mark).map_or(self.bytes.len(), |at| body + at + mark.len()))
    }

    /// The end of Oracle's `q'[ .. ]'`, given the place of its quote.
    pub(super) fn alternative_end(&self, quote: usize) -> usize {
        let Some(open) = self.text[quote + 1..].chars().next() else {
            return self.bytes.len();
        };
        let close = match open {
            '[' => ']',
            '(' => ')',
            '{' => '}',
            '<' => '>',
            same => same,
        };
        let body = quote + 1 + open.len_utf8();
        let mark = [close, '\''].iter().collect::<String>();
        self.text[body..].find(&mark).map_or(self.bytes.len(), |at| body + at + mark.len())
    }

    /// The end of text in typographic quotes, which word processors put where SQL wants straight ones.
    pub(super) fn typographic_end(&self, open: usize) -> Option<usize> {
        let mark = self.text[open..].chars().next()?;
        let family = [SINGLE, DOUBLE].into_iter().find(|family| family.contains(mark))?;
        let body = open + mark.len_utf8();
        let close = self.text[body..].char_indices().find(|(_, c)| family.contains(*c));
        Some(close.map_or(self.bytes.len(), |(at, c)| body + at + c.len_utf8()))
    }
}

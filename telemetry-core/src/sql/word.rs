//! Words: keywords, identifiers, and the prefixes that belong to a string.

use super::name;
use super::quote::Escapes;
use super::scan::Scanner;

/// Keywords that may touch the string behind them, as in `IN'x'`.
const BEFORE_STRING: [&str; 38] = [
    "and",
    "as",
    "between",
    "by",
    "case",
    "collate",
    "date",
    "datetime",
    "else",
    "end",
    "escape",
    "from",
    "glob",
    "go",
    "group",
    "ilike",
    "in",
    "interval",
    "is",
    "json",
    "like",
    "limit",
    "not",
    "on",
    "or",
    "order",
    "regexp",
    "return",
    "rlike",
    "select",
    "set",
    "then",
    "time",
    "timestamp",
    "union",
    "values",
    "when",
    "where",
];

/// The formats after which ClickHouse reads rows instead of SQL.
const ROW_FORMATS: [&str; 14] = [
    "avro", "arrow", "bson", "csv", "custom", "json", "line", "msgpack", "native", "parquet",
    "protobuf", "row", "tab", "ts",
];

/// Whether a string may directly follow or precede this word: keywords and MySQL's `_utf8mb4`.
pub(super) fn takes_string(word: &str) -> bool {
    word.starts_with('_') || is_any(word, &BEFORE_STRING)
}

pub(super) fn is_any(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

impl Scanner<'_> {
    /// The end of the letters, digits and signs that continue a word from `start`; `$$` opens a string.
    pub(super) fn word_end(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(byte) = self.byte(at) {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => at += 1,
                b'$' if at > start && self.byte(at + 1) != Some(b'$') => at += 1,
                0x80.. => match self.text[at..].chars().next() {
                    Some(c) if c.is_alphanumeric() && c != 'ʼ' => at += c.len_utf8(),
                    _ => break,
                },
                _ => break,
            }
        }
        at
    }

    pub(super) fn word(&mut self) {
        let start = self.at;
        if name::starts_with_uuid(&self.bytes[start..]) {
            return self.mask(start, start + 36);
        }
        let end = self.word_end(start);
        let text = self.text;
        let word = &text[start..end];
        if self.prefixed_string(word, end)
            || self.address(word, end)
            || self.statement_of_its_own(word, end)
        {
            return;
        }
        self.context.word(word, start, end);
        self.at = end;
        if self.context.is_insert()
            && self.context.previous_word_is("format")
            && is_row_format(word)
        {
            self.rows_after_format();
        }
    }

    fn prefixed_string(&mut self, word: &str, end: usize) -> bool {
        let start = self.at;
        let next = self.byte(end);
        if word.len() > 2 || !matches!(next, Some(b'\'' | b'"' | b'&')) {
            return false;
        }
        let single = next == Some(b'\'');
        match word.to_ascii_lowercase().as_str() {
            "e" if single => self.string(start, end, Escapes::Always),
            "n" | "x" if single => self.string(start, end, Escapes::Dialect),
            "b" if next != Some(b'&') => self.string(start, end, Escapes::Dialect),
            "r" | "rb" | "br" if next != Some(b'&') => self.string(start, end, Escapes::Raw),
            "u" if matches!(self.byte(end + 1), Some(b'\'' | b'"')) => {
                self.string(start, end + 1, Escapes::Dialect)
            }
            "q" | "nq" if single => {
                let close = self.alternative_end(end);
                let close = self.glued_end(close);
                self.mask(start, close);
            }
            _ => return false,
        }
        true
    }

    /// `s3://bucket/key` and `C:\path`.
    fn address(&mut self, word: &str, end: usize) -> bool {
        let rest = &self.bytes[end..];
        let found = rest.starts_with(b"://")
            || (rest.starts_with(b":/") && word.eq_ignore_ascii_case("file"))
            || (rest.starts_with(b":\\") && word.len() == 1);
        if found {
            let close = self.run_end(end);
            self.mask(self.at, close);
        }
        found
    }

    /// What SQL*Plus and BTEQ read as a line of their own: remarks and logons.
    fn statement_of_its_own(&mut self, word: &str, end: usize) -> bool {
        let remark = self.context.starts_statement() && is_any(word, &["rem", "remark", "prompt"]);
        let logon = self.context.starts_dotted() && word.eq_ignore_ascii_case("logon");
        if remark || logon {
            self.context.word("", self.at, end);
            let close = self.line_end(end);
            self.mask(end, close);
            self.context.statement();
            return true;
        }
        if !self.context.is_connect() {
            return false;
        }
        let close = self.run_end(self.at);
        let connect = self.bytes[self.at..close].contains(&b'/');
        if connect {
            self.mask(self.at, close);
            self.context.statement();
        }
        connect
    }

    fn rows_after_format(&mut self) {
        let rest = &self.text[self.at..];
        let start = self.at + (rest.len() - rest.trim_start().len());
        if start < self.bytes.len() && !matches!(self.byte(start), Some(b';' | b',' | b')' | b'='))
        {
            self.mask(start, self.bytes.len());
        }
    }

    /// A password that its statement takes without quotes.
    pub(super) fn bare_secret(&mut self, byte: u8) -> bool {
        if byte == b'=' {
            return false;
        }
        let identified = self.context.take_secret();
        if b"'\"`$:@?%{([".contains(&byte) {
            return false;
        }
        let start = self.at;
        let end = self.run_end(start);
        let run = &self.text[start..end];
        let column = !identified
            && run.contains('.')
            && run.split('.').all(|part| part.starts_with(|c: char| c.is_alphabetic() || c == '_'));
        let keyword = is_any(
            run,
            &[
                "null", "default", "true", "false", "on", "off", "none", "values", "password",
                "random", "select", "case",
            ],
        );
        if end == start || column || keyword || self.byte(end) == Some(b'(') {
            return false;
        }
        self.mask(start, end);
        true
    }
}

fn is_row_format(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    word == "values" || word == "xml" || ROW_FORMATS.iter().any(|format| word.starts_with(format))
}

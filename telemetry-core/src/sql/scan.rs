//! One reading of a statement: the literals and comments that one dialect would find in it.

use super::context::Context;
use super::dialect::Dialect;
use super::double_quote::DoubleQuoted;
use super::quote::Escapes;
use super::span::{Kind, Span};

/// What one dialect makes of a statement.
pub(super) struct Reading {
    pub(super) spans: Vec<Span>,
    /// What valid SQL does not contain: a word glued to a string, a stray backslash.
    pub(super) oddities: usize,
    dialect: Dialect,
    asked: Dialect,
}

impl Reading {
    /// Whether `dialect` would have led to exactly this reading.
    pub(super) fn is_also(&self, dialect: Dialect) -> bool {
        self.dialect.agrees(dialect, self.asked)
    }
}

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) context: Context<'a>,
    pub(super) double_quoted: Vec<DoubleQuoted>,
    pub(super) oddities: usize,
    spans: Vec<Span>,
    dialect: Dialect,
    asked: Dialect,
    brackets_seen: usize,
}

pub(super) fn read(sql: &str, dialect: Dialect) -> Reading {
    let mut scanner = Scanner {
        text: sql,
        bytes: sql.as_bytes(),
        at: 0,
        context: Context::default(),
        double_quoted: Vec::new(),
        oddities: 0,
        spans: Vec::new(),
        dialect,
        asked: Dialect::default(),
        brackets_seen: 0,
    };
    while scanner.at < sql.len() {
        scanner.token();
    }
    scanner.settle_double_quotes();
    Reading { spans: scanner.spans, oddities: scanner.oddities, dialect, asked: scanner.asked }
}

impl Scanner<'_> {
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// Whether the dialect has this peculiarity; what is never asked need not be read twice.
    pub(super) fn asks(&mut self, what: Dialect) -> bool {
        self.asked = self.asked | what;
        self.dialect.has(what)
    }

    /// Whether the cursor directly follows a word.
    pub(super) fn touches_word(&self) -> bool {
        self.context.word_ends_at(self.at)
    }

    fn token(&mut self) {
        let Some(byte) = self.byte(self.at) else {
            return;
        };
        if byte == b'\n' {
            let rest = self.bytes[self.at..].trim_ascii_start();
            if self.context.rows_may_follow(rest) {
                self.mask_rows();
            } else {
                self.at = self.bytes.len() - rest.len();
            }
            return;
        }
        if byte.is_ascii_whitespace() {
            self.at += 1;
            return;
        }
        if let Some(end) = self.comment_end() {
            self.spans.push(Span { start: self.at, end, kind: Kind::Comment });
            self.at = end;
            return;
        }
        if self.context.secret_is_next() && self.bare_secret(byte) {
            return;
        }
        match byte {
            b'\'' => self.string(self.at, self.at, Escapes::Dialect),
            b'"' => self.double_quote(),
            b'`' => self.back_tick(),
            b'[' => self.bracket(),
            b'$' => self.dollar(),
            b'0'..=b'9' => self.number(),
            b'.' if self.byte(self.at + 1).is_some_and(|next| next.is_ascii_digit()) => {
                self.number()
            }
            b':' | b'@' | b'?' | b'%' => self.bind(byte),
            b'/' | b'~' => self.slash(byte),
            b'\\' => self.backslash(),
            b'*' if self.byte(self.at + 1) == Some(b'/') => {
                self.oddities += 1;
                self.punctuation(b'*', 2);
            }
            b';' => self.semicolon(),
            b'-' if self.byte(self.at + 1) == Some(b'-') => self.punctuation(b'-', 2),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
            0x80.. => self.beyond_ascii(),
            _ => self.punctuation(byte, 1),
        }
    }

    pub(super) fn punctuation(&mut self, mark: u8, length: usize) {
        self.context.punctuation(mark, self.at);
        self.at += length;
    }

    /// Masks `start..end` and goes on behind it.
    pub(super) fn mask(&mut self, start: usize, end: usize) {
        while self.spans.last().is_some_and(|span| span.start >= start) {
            self.spans.pop();
        }
        self.spans.push(Span { start, end, kind: Kind::Literal });
        self.at = end;
        self.context.value(end);
    }

    /// Masks `start..end` without moving.
    pub(super) fn add(&mut self, start: usize, end: usize) {
        self.spans.push(Span { start, end, kind: Kind::Literal });
    }

    fn beyond_ascii(&mut self) {
        let Some(c) = self.text[self.at..].chars().next() else {
            return;
        };
        if let Some(end) = self.typographic_end(self.at) {
            let end = self.glued_end(end);
            self.mask(self.at, end);
        } else if c.is_numeric() {
            self.number();
        } else if c.is_alphabetic() {
            self.word();
        } else {
            self.at += c.len_utf8();
        }
    }

    fn semicolon(&mut self) {
        let rows = self.context.ends_copy();
        self.punctuation(b';', 1);
        self.context.statement();
        if rows {
            self.mask_rows();
        }
    }

    /// Data rows up to the line `\.`, or all there is.
    fn mask_rows(&mut self) {
        self.context.statement();
        let rest = &self.text[self.at..];
        let start = self.at + (rest.len() - rest.trim_start().len());
        let end = self.text[start..].find("\n\\.").map_or(self.bytes.len(), |at| start + at);
        if self.text[start..].starts_with("\\.") || start == self.bytes.len() {
            self.at = start;
        } else {
            self.mask(start, end);
        }
    }

    /// `[Order Details]` stays, `[it's]` and `[jane@example.com]` do not, `[1, 'x']` is an array.
    fn bracket(&mut self) {
        let start = self.at;
        if self.context.operand_ends_at(start) || start < self.brackets_seen {
            return self.punctuation(b'[', 1);
        }
        let end = self.bracket_end(start);
        self.brackets_seen = end.unwrap_or(self.bytes.len());
        let Some(end) = end else {
            return self.punctuation(b'[', 1);
        };
        let inner = &self.text[start + 1..end - 1];
        if super::name::is_name(inner) && !inner.contains("--") && !inner.contains('#') {
            self.context.name(start, end);
            self.at = end;
        } else if inner.contains(|c: char| "'\"`-#/@$\\".contains(c) || !c.is_ascii())
            && self.asks(Dialect::BRACKETS)
        {
            self.mask(start, end);
        } else {
            self.punctuation(b'[', 1);
        }
    }

    fn bracket_end(&self, start: usize) -> Option<usize> {
        let mut at = start + 1;
        while let Some(byte) = self.byte(at) {
            at += 1;
            if byte == b']' {
                if self.byte(at) != Some(b']') {
                    return Some(at);
                }
                at += 1;
            }
        }
        None
    }
}

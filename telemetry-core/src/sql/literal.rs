//! The tokens that hold values.

use super::name;
use super::quote::Escapes;
use super::scan::Scanner;

/// A bind parameter has a short number; a longer one is somebody's.
const LONGEST_POSITION: usize = 3;

impl Scanner<'_> {
    /// A string whose prefix starts at `start` and whose quote is at `quote`.
    pub(super) fn string(&mut self, start: usize, quote: usize, escapes: Escapes) {
        if start == quote && self.touches_word() && !self.context.word_takes_string() {
            self.oddities += 1;
        }
        let mark = self.byte(quote).unwrap_or(b'\'');
        let end = self.quoted_end(quote, mark, escapes);
        let end = self.glued_end(end);
        self.mask(start, end);
    }

    /// What is glued to a closing quote belongs to the string as far as anybody can tell, unless it
    /// is a keyword.
    pub(super) fn glued_end(&mut self, end: usize) -> usize {
        let glued = self.word_end(end);
        if glued == end || super::word::takes_string(&self.text[end..glued]) {
            return end;
        }
        // Teradata's `'5A65'XB`.
        let hex = end >= 2
            && self.bytes[end - 2].is_ascii_hexdigit()
            && super::word::is_any(
                &self.text[end..glued],
                &["x", "xb", "xc", "xi", "xf", "xbf", "xbv", "xcf", "xcv"],
            );
        self.oddities += usize::from(!hex);
        glued
    }

    pub(super) fn back_tick(&mut self) {
        let start = self.at;
        let end = self.quoted_end(start, b'`', Escapes::Ticks);
        if end - start > 2 && self.text[start + 1..end].strip_suffix('`').is_some_and(name::is_name)
        {
            self.context.name(start, end);
            self.at = end;
        } else {
            self.mask(start, end);
        }
    }

    pub(super) fn dollar(&mut self) {
        let start = self.at;
        if let Some(end) = self.dollar_end(start) {
            let end = self.glued_end(end);
            return self.mask(start, end);
        }
        let digits = self.digits(start + 1);
        let money = matches!(self.bytes[start + 1 + digits..], [b'.' | b',', digit, ..] if digit.is_ascii_digit());
        if digits > LONGEST_POSITION || money {
            let end = self.number_end(start + 1);
            self.mask(start, end);
        } else {
            self.parameter(digits);
        }
    }

    /// `:name`, `:1`, `@name`, `?1`, `%s`.
    pub(super) fn bind(&mut self, mark: u8) {
        if mark == b'@' && self.e_mail() {
            return;
        }
        let digits = self.digits(self.at + 1);
        if digits == 0
            || digits > LONGEST_POSITION
            || mark == b'@'
            || self.context.operand_ends_at(self.at)
        {
            self.context.stage |= mark == b'@';
            self.punctuation(mark, 1);
        } else {
            self.parameter(digits);
        }
    }

    fn parameter(&mut self, digits: usize) {
        self.at += 1 + digits;
        if digits > 0 && self.word_end(self.at) > self.at {
            let end = self.number_end(self.at);
            self.mask(self.at - digits, end);
        } else {
            self.context.value(self.at);
        }
    }

    fn digits(&self, from: usize) -> usize {
        self.bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    pub(super) fn number(&mut self) {
        let start = self.at;
        let end = if name::starts_with_uuid(&self.bytes[start..]) {
            start + 36
        } else {
            self.number_end(start)
        };
        self.mask(start, end);
    }

    /// `jane.doe@example.com` outside quotes, or the host of `'jane'@db.example.com`, seen from the `@`.
    fn e_mail(&mut self) -> bool {
        let at = self.at;
        let local = self.bytes[..at].iter().rev().take_while(|byte| is_address(**byte)).count();
        let host = self.bytes[at + 1..].iter().take_while(|byte| is_address(**byte)).count();
        let account = local > 0 || self.context.operand_ends_at(at);
        let found = account && self.bytes[at + 1..at + 1 + host].contains(&b'.');
        if found {
            let from = self.text.ceil_char_boundary(at - local);
            let to = self.text.floor_char_boundary(at + 1 + host);
            self.mask(from, to);
        }
        found
    }

    /// Paths and stages, which no dialect quotes in `PUT`, `\copy` and `SPOOL`.
    pub(super) fn slash(&mut self, mark: u8) {
        let start = self.at;
        let before = start.checked_sub(1).and_then(|at| self.byte(at));
        let next = self.byte(start + 1);
        let starts = before.is_none_or(|byte| byte.is_ascii_whitespace() || b"=(,".contains(&byte));
        let path = match mark {
            b'~' => next == Some(b'/') && starts,
            _ => starts && next.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'/'),
        };
        let stage = mark == b'/'
            && self.context.stage
            && !before.is_some_and(|byte| byte.is_ascii_whitespace());
        if !path && !stage {
            return self.punctuation(mark, 1);
        }
        let end = self.run_end(start);
        if stage || self.bytes[start + 1..end].contains(&b'/') {
            self.mask(start, end);
        } else {
            self.punctuation(mark, 1);
        }
    }

    /// To the next white space or separator.
    pub(super) fn run_end(&self, from: usize) -> usize {
        let length = self.bytes[from..]
            .iter()
            .take_while(|byte| !byte.is_ascii_whitespace() && !b",;()'\"`".contains(byte))
            .count();
        from + length
    }

    /// `\N`, `\.` and `\copy` are known; anything else means that a string was misread.
    pub(super) fn backslash(&mut self) {
        let next = self.byte(self.at + 1);
        if !matches!(next, Some(b'.' | b'N')) && !self.context.starts_statement() {
            self.oddities += 1;
        }
        self.punctuation(b'\\', if next == Some(b'.') { 2 } else { 1 });
        if next == Some(b'.') {
            self.context.statement();
        }
    }
}

fn is_address(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._+-%".contains(&byte) || byte >= 0x80
}

//! Comments of every kind. Optimizer hints go with them: they name blocks and carry literals.

use super::dialect::Dialect;
use super::scan::Scanner;

impl Scanner<'_> {
    /// The end of the comment that starts at the cursor, if one does.
    pub(super) fn comment_end(&mut self) -> Option<usize> {
        let at = self.at;
        match (self.byte(at)?, self.byte(at + 1)) {
            (b'-', Some(b'-')) => self.dashes_open(at).then(|| self.line_end(at)),
            (b'/', Some(b'*')) => Some(self.block_end(at + 2, b"/*", b"*/")),
            (b'/', Some(b'/')) => self.asks(Dialect::SLASHES).then(|| self.line_end(at)),
            (b'{', Some(b'#')) => Some(self.block_end(at + 2, b"", b"#}")),
            (b'#', next) => {
                (!self.hash_is_sql(next) && self.asks(Dialect::HASH)).then(|| self.line_end(at))
            }
            _ => None,
        }
    }

    fn dashes_open(&mut self, at: usize) -> bool {
        self.byte(at + 2).is_none_or(|next| next.is_ascii_whitespace() || next.is_ascii_control())
            || !self.asks(Dialect::SPACED_DASHES)
    }

    pub(super) fn line_end(&mut self, from: usize) -> usize {
        let mut at = from;
        while let Some(byte) = self.byte(at) {
            if byte == b'\n'
                || (byte == b'\r'
                    && self.byte(at + 1).is_some_and(|next| next != b'\n')
                    && self.asks(Dialect::RETURNS))
            {
                return at;
            }
            at += 1;
        }
        self.bytes.len()
    }

    fn block_end(&mut self, from: usize, open: &[u8], close: &[u8]) -> usize {
        let mut at = from;
        let mut depth = 1_usize;
        while at < self.bytes.len() {
            let rest = &self.bytes[at..];
            if rest.starts_with(close) {
                at += close.len();
                depth -= 1;
                if depth == 0 {
                    return at;
                }
            } else if !open.is_empty() && rest.starts_with(open) && self.asks(Dialect::NESTED) {
                at += open.len();
                depth += 1;
            } else {
                at += 1;
            }
        }
        self.bytes.len()
    }

    /// JSON operators, temporary tables, `serial#` and `#{bind}` are no comments in any dialect.
    fn hash_is_sql(&self, next: Option<u8>) -> bool {
        let after = |from: usize| self.bytes[from..].trim_ascii_start().first().copied();
        match next {
            Some(b'{') => true,
            Some(b'>') => {
                let operand =
                    if self.byte(self.at + 2) == Some(b'>') { self.at + 3 } else { self.at + 2 };
                matches!(after(operand), Some(b'\'' | b'$' | b':' | b'?'))
            }
            Some(b'-') => {
                self.byte(self.at + 2) != Some(b'-')
                    && matches!(after(self.at + 2), Some(b'\'' | b'$'))
            }
            Some(byte) if byte == b'#' || byte == b'_' || byte.is_ascii_alphabetic() => {
                !self.touches_word()
                    && self
                        .context
                        .last_word_in(&["from", "join", "into", "table", "update", "exists"])
            }
            _ => {
                self.touches_word()
                    && matches!(after(self.at + 1), Some(b'=' | b'<' | b'>' | b'!' | b',' | b')'))
            }
        }
    }
}

//! Numbers, and what else starts with a digit.

use super::scan::Scanner;

impl Scanner<'_> {
    /// The end of the number at `start`: `1e-10`, `0xFF`, `1_000`, `100L`, `2011-01-03`, `10:20`, `10.0.0.7`.
    pub(super) fn number_end(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            let before = at;
            at = self.word_end(at);
            match (self.byte(at), self.byte(at + 1)) {
                (Some(b'.'), _) => at += 1,
                (Some(b'+' | b'-'), Some(digit))
                    if digit.is_ascii_digit() && self.ends_in_exponent(start, at) =>
                {
                    at += 1
                }
                (Some(b'-' | b':' | b'/'), Some(digit)) if digit.is_ascii_digit() => at += 1,
                (Some(b'-'), Some(_)) if self.is_month(at + 1) => at += 5,
                _ if at == before => return at,
                _ => {}
            }
        }
    }

    fn ends_in_exponent(&self, start: usize, at: usize) -> bool {
        matches!(self.bytes[start..at], [.., before, b'e' | b'E'] if before.is_ascii_digit() || before == b'.' || before == b'_')
    }

    /// The middle of `03-Jan-2011`.
    fn is_month(&self, at: usize) -> bool {
        matches!(self.bytes[at..], [a, b, c, b'-', digit, ..] if [a, b, c].iter().all(u8::is_ascii_alphabetic) && digit.is_ascii_digit())
    }
}

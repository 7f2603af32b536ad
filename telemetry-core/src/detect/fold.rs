//! Undoes the spellings that hide a character from the detectors.
//!
//! Full-width and mathematical forms become ASCII, exotic blanks, dashes and full stops their
//! plain form, invisible characters vanish, and percent escapes of letters, digits and telling marks are decoded,
//! nested ones (`%2540`) included. Source: the compatibility mappings of Unicode (UAX #15) for the
//! blocks concerned, the default ignorable code points, RFC 3986 section 2.1.

use super::Span;
use super::bytes::byte_at;
use super::clues::{Clue, Reading};
use memchr::memchr_iter;
use std::borrow::Cow;

/// A text without disguises, and the way back to where its bytes come from.
pub(super) struct Folded<'a> {
    text: Cow<'a, str>,
    pub(super) reading: Reading,
    /// For each byte of `text` its offset in the original; empty when nothing changed.
    origins: Vec<usize>,
}

enum Fold {
    Same,
    Remove,
    To(char),
}

impl<'a> Folded<'a> {
    pub(super) fn new(original: &'a str, reading: Reading) -> Self {
        if !reading.clues.has(Clue::Foreign) || !needs_folding(original) {
            return Self { text: Cow::Borrowed(original), reading, origins: Vec::new() };
        }
        Self::without_disguises(original)
    }

    /// The text as it is without disguises, whether it may have any or not.
    #[cfg(test)]
    pub(super) fn unasked(original: &'a str) -> Self {
        Self::without_disguises(original)
    }

    fn without_disguises(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut origins = Vec::with_capacity(original.len());
        let mut rest = original.char_indices();
        while let Some((at, character)) = rest.next() {
            let written = match fold(character) {
                Fold::Remove => continue,
                Fold::To(plain) => plain,
                Fold::Same => match percent_escape(original.as_bytes(), at) {
                    Some((decoded, length)) => {
                        rest.nth(length - 2);
                        char::from(decoded)
                    }
                    None => character,
                },
            };
            text.push(written);
            origins.resize(text.len(), at);
        }
        Self { reading: Reading::of(&text), text: Cow::Owned(text), origins }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The same span in the text as it was, widened to whole characters.
    pub(super) fn span_in_original(&self, span: Span, original: &str) -> Span {
        let origin = |at: usize| match self.text {
            Cow::Borrowed(_) => at,
            Cow::Owned(_) => self.origins.get(at).copied().unwrap_or(original.len()),
        };
        Span {
            start: original.floor_char_boundary(origin(span.start)),
            end: original.ceil_char_boundary(origin(span.end)),
            ..span
        }
    }
}

fn needs_folding(text: &str) -> bool {
    memchr_iter(b'%', text.as_bytes()).any(|at| percent_escape(text.as_bytes(), at).is_some())
        || !text.is_ascii() && text.chars().any(|character| !matches!(fold(character), Fold::Same))
}

/// The character that a percent escape at `at` stands for and the length of the escape. Blanks,
/// quotes and the like stay encoded: decoding one would end the word that it is part of.
fn percent_escape(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    if byte_at(bytes, at) != b'%' {
        return None;
    }
    let mut digits = at + 1;
    while byte_at(bytes, digits) == b'2'
        && byte_at(bytes, digits + 1) == b'5'
        && is_escape(bytes, digits + 2)
    {
        digits += 2;
    }
    if !is_escape(bytes, digits) {
        return None;
    }
    let high = hex_value(byte_at(bytes, digits))?;
    let low = hex_value(byte_at(bytes, digits + 1))?;
    let decoded = high << 4 | low;
    let tells = decoded.is_ascii_alphanumeric() || b"@/\\:.-_~=+$".contains(&decoded);
    tells.then_some((decoded, digits + 2 - at))
}

fn is_escape(bytes: &[u8], digits: usize) -> bool {
    byte_at(bytes, digits).is_ascii_hexdigit() && byte_at(bytes, digits + 1).is_ascii_hexdigit()
}

fn hex_value(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

fn fold(character: char) -> Fold {
    let code = u32::from(character);
    let plain = match code {
        0..0xA0 => return Fold::Same,
        0xA0 | 0x1680 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => ' ',
        0xAD
        | 0x034F
        | 0x061C
        | 0x180E
        | 0x200B..=0x200F
        | 0x202A..=0x202E
        | 0x2060..=0x2069
        | 0xFE00..=0xFE0F
        | 0xFEFF => return Fold::Remove,
        0x2010..=0x2015 | 0x2212 | 0xFE58 | 0xFE63 => '-',
        0x2018 | 0x2019 | 0x02BC => '\'',
        0x201C | 0x201D => '"',
        0x2024 | 0x3002 | 0xFE52 | 0xFF61 => '.',
        0x2044 | 0x2215 => '/',
        0xFE55 => ':',
        0xFE6B => '@',
        0xFF01..=0xFF5E => return ascii(code - 0xFF01 + 0x21),
        0x1D400..=0x1D6A3 => {
            let index = (code - 0x1D400) % 52;
            return ascii(if index < 26 { 0x41 + index } else { 0x61 + index - 26 });
        }
        0x1D7CE..=0x1D7FF => return ascii(0x30 + (code - 0x1D7CE) % 10),
        _ => return Fold::Same,
    };
    Fold::To(plain)
}

fn ascii(code: u32) -> Fold {
    char::from_u32(code).map_or(Fold::Same, Fold::To)
}

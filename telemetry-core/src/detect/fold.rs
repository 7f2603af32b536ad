//! Undoes the spellings that hide a character from the detectors.
//!
//! Full-width and mathematical forms become ASCII, exotic blanks, dashes and full stops their
//! plain form, digits of other scripts ASCII ones, invisible characters vanish, and [escapes](super::encoded)
//! of letters, digits and telling marks are decoded, nested ones (`%2540`) included. Source: the
//! compatibility mappings of Unicode (UAX #15) for the blocks concerned, the default ignorable code points.

use super::Span;
use super::clues::{Clue, Reading};
use super::encoded::{escape, is_half_character};
use memchr::{memchr2_iter, memchr3_iter};
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
        Self::undisguised(original)
    }

    /// The text as it is without disguises, whether it may have any or not.
    pub(super) fn undisguised(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut origins = Vec::with_capacity(original.len());
        let mut rest = original.char_indices();
        while let Some((at, character)) = rest.next() {
            let written = match fold(character) {
                Fold::Remove => continue,
                Fold::To(plain) => plain,
                Fold::Same if is_half_character(original.as_bytes(), at) => continue,
                Fold::Same => match escape(original.as_bytes(), at) {
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

/// Whether anything in a text is disguised: every escape starts with one of a few marks.
pub(super) fn needs_folding(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_hidden = |at| escape(bytes, at).is_some() || is_half_character(bytes, at);
    memchr3_iter(b'%', b'&', b'\\', bytes).any(is_hidden)
        || memchr2_iter(b'=', 0, bytes).any(is_hidden)
        || !text.is_ascii() && text.chars().any(|character| !matches!(fold(character), Fold::Same))
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
        0x0660..=0x0669 | 0x06F0..=0x06F9 => return ascii(0x30 + (code & 0xF)),
        0x0966..=0x096F => return ascii(0x30 + code - 0x0966),
        0x1D7CE..=0x1D7FF => return ascii(0x30 + (code - 0x1D7CE) % 10),
        _ => return Fold::Same,
    };
    Fold::To(plain)
}

fn ascii(code: u32) -> Fold {
    char::from_u32(code).map_or(Fold::Same, Fold::To)
}

//! Undoes the spellings that hide a character from the detectors.
//!
//! Full-width and mathematical forms become ASCII, exotic blanks, dashes and full stops their
//! plain form, digits of other scripts ASCII ones, invisible characters vanish, and [escapes](super::encoded)
//! of letters, digits and telling marks are decoded, nested ones (`%2540`) included. Source: the
//! compatibility mappings of Unicode (UAX #15) for the blocks concerned, the default ignorable code points.

use super::clues::{Clue, Reading};
use super::encoded::{escape, is_half_character};
use super::{Findings, Rule, Span};
use memchr::{memchr2_iter, memchr3_iter};
use std::borrow::Cow;

/// A text without disguises, and the way back to where its bytes come from.
pub(super) struct Folded<'a> {
    text: Cow<'a, str>,
    pub(super) reading: Reading,
    /// For each byte of `text` its offset in the original; empty when nothing changed.
    origins: Vec<usize>,
    /// What is drawn as nothing and may spell a text of its own, in the original.
    pub(super) unseen: Findings,
}

enum Fold {
    Same,
    Remove,
    To(char),
}

impl<'a> Folded<'a> {
    pub(super) fn new(original: &'a str, reading: Reading) -> Self {
        if !reading.clues.has(Clue::Foreign) || !needs_folding(original) {
            return Self {
                text: Cow::Borrowed(original),
                reading,
                origins: Vec::new(),
                unseen: Findings::default(),
            };
        }
        Self::undisguised(original)
    }

    /// The text as it is without disguises, whether it may have any or not.
    pub(super) fn undisguised(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut origins = Vec::with_capacity(original.len());
        let mut unseen = Findings::default();
        let mut before = ' ';
        let mut rest = original.char_indices();
        while let Some((at, character)) = rest.next() {
            let written = match fold(character) {
                Fold::Remove => {
                    if spells(before, character) {
                        let end = at + character.len_utf8();
                        match unseen.0.last_mut() {
                            Some(last) if last.end == at => last.end = end,
                            _ => unseen.add(at, end, Rule::Random),
                        }
                    } else {
                        before = character;
                    }
                    continue;
                }
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
            before = character;
            text.push(written);
            origins.resize(text.len(), at);
        }
        Self { reading: Reading::of(&text), text: Cow::Owned(text), origins, unseen }
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
        // Most letters: of Latin, Greek and Cyrillic, Kana, ideographs, Hangul.
        0xC0..0x02BC | 0x0370..0x0600 | 0x3041..0x3164 | 0x3400..0xA000 | 0xAC00..0xD7A4 => {
            return Fold::Same;
        }
        0xA0 | 0x1680 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => ' ',
        0xAD
        | 0x061C
        | 0x115F..=0x1160
        | 0x17B4..=0x17B5
        | 0x180B..=0x180F
        | 0x200B..=0x200F
        | 0x202A..=0x202E
        | 0x2060..=0x206F
        | 0x3164
        | 0xFE00..=0xFE0F
        | 0xFEFF
        | 0xFFA0
        | 0xE0000..=0xE0FFF => return Fold::Remove,
        // Accents and frames, which the character before them is known without.
        0x0300..=0x036F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F => {
            return Fold::Remove;
        }
        0x2010..=0x2015 | 0x2212 | 0xFE58 | 0xFE63 => '-',
        0x2018 | 0x2019 | 0x02BC => '\'',
        0xAB | 0xBB | 0x201A | 0x201C..=0x201F | 0x2039 | 0x203A => '"',
        0x2024 | 0x3002 | 0xFE52 | 0xFF61 => '.',
        0x2044 | 0x2215 => '/',
        0xFE55 => ':',
        0xFE6B => '@',
        0xFF01..=0xFF5E => return ascii(code - 0xFF01 + 0x21),
        0x1D400..=0x1D6A3 => {
            let index = (code - 0x1D400) % 52;
            return ascii(if index < 26 { 0x41 + index } else { 0x61 + index - 26 });
        }
        0x24B6..=0x24CF => return ascii(0x41 + code - 0x24B6),
        0x24D0..=0x24E9 => return ascii(0x61 + code - 0x24D0),
        0x1F130..=0x1F149 => return ascii(0x41 + code - 0x1F130),
        0x1F150..=0x1F169 => return ascii(0x41 + code - 0x1F150),
        0x1F170..=0x1F189 => return ascii(0x41 + code - 0x1F170),
        0x24EA => '0',
        0x2460..=0x2468 => return ascii(0x31 + code - 0x2460),
        0x0660..=0x1819 if let Some(digit) = digit(code) => return ascii(0x30 + digit),
        0x1D7CE..=0x1D7FF => return ascii(0x30 + (code - 0x1D7CE) % 10),
        _ => return Fold::Same,
    };
    Fold::To(plain)
}

/// Whether a character that is drawn as nothing stands where it can but spell a text of its own: a tag
/// behind anything but a flag, a selector of variants behind anything but an ideograph (UTS #51 and #37).
fn spells(before: char, character: char) -> bool {
    const FLAG: char = '\u{1F3F4}';
    const FIRST_IDEOGRAPH: char = '\u{2E80}';
    match character {
        '\u{E0001}'..='\u{E007F}' => !matches!(before, FLAG | '\u{E0001}'..='\u{E007F}'),
        '\u{E0100}'..='\u{E01EF}' => {
            before < FIRST_IDEOGRAPH || matches!(before, '\u{E0100}'..='\u{E01EF}')
        }
        _ => false,
    }
}

/// The value of a digit of another script (`Nd` of UnicodeData.txt).
fn digit(code: u32) -> Option<u32> {
    const ZEROS: [u32; 18] = [
        0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
        0x0D66, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810,
    ];
    let before = ZEROS.partition_point(|&zero| zero <= code);
    before.checked_sub(1).map(|at| code - ZEROS[at]).filter(|&digit| digit < 10)
}

fn ascii(code: u32) -> Fold {
    char::from_u32(code).map_or(Fold::Same, Fold::To)
}

//! Long words, and the rules that look into them: tokens of known issuers, wallets, what a word
//! before calls secret, and what is too random.
//!
//! No such secret is shorter than [`SHORTEST`], and few words are that long, so most of a text is
//! only searched for eight bytes without a blank.

use super::assignment::is_introduced;
use super::bytes::{part, run_end, run_start};
use super::path_end::without_punctuation;
use super::{Findings, Rule, entropy, token, wallet};

const SHORTEST: usize = 15;
/// Names are seldom longer.
const LONGEST: usize = 48;
/// Few names have more letters and digits in a row.
const LONG_NAME: usize = 16;
/// The words of names are seldom longer.
const LONG_WORD: usize = 8;

static IS_INSIDE: [bool; 256] = inside_of_words();

/// Every byte but blanks, quotes, brackets, commas, semicolons and backslashes; nothing that is not ASCII.
const fn inside_of_words() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        table[byte as usize] = !matches!(
            byte,
            b'"' | b'\''
                | b'`'
                | b'<'
                | b'>'
                | b'('
                | b')'
                | b'['
                | b']'
                | b'{'
                | b'}'
                | b','
                | b';'
                | b'\\'
        );
        byte += 1;
    }
    table
}

fn is_inside(byte: u8) -> bool {
    IS_INSIDE[usize::from(byte)]
}

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some((start, end)) = next_long_word(bytes, from) {
        look_into(bytes, start, end, found);
        from = end;
    }
}

/// Finds a block of eight bytes without a blank first: every long word holds one that starts at a
/// multiple of eight.
fn next_long_word(bytes: &[u8], mut from: usize) -> Option<(usize, usize)> {
    loop {
        let block = next_block(bytes, from)?;
        let start = run_start(bytes, block, block - from, is_inside);
        let end = run_end(bytes, start, is_inside);
        if end - start >= SHORTEST {
            return Some((start, end));
        }
        from = end.max(block + 1);
    }
}

const BLOCK: usize = 8;

fn next_block(bytes: &[u8], from: usize) -> Option<usize> {
    let first = from.next_multiple_of(BLOCK);
    let (blocks, _) = part(bytes, first, bytes.len()).as_chunks::<BLOCK>();
    let at = blocks.iter().position(|&block| !has_blank(u64::from_le_bytes(block)))?;
    Some(first + at * BLOCK)
}

/// Whether one of eight bytes is a blank or a control character: subtracting borrows from those only.
fn has_blank(block: u64) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; BLOCK]);
    const HIGH: u64 = ONES << 7;
    block.wrapping_sub(ONES * 0x21) & !block & HIGH != 0
}

fn look_into(bytes: &[u8], start: usize, end: usize, found: &mut Findings) {
    let end = without_punctuation(bytes, start, end);
    let word = part(bytes, start, end);
    let shape = Shape::of(word);
    if shape.breaks > 0 && is_introduced(bytes, start, end) {
        return found.add(start, end, Rule::Assignment);
    }
    let few_breaks = if shape.longest > LONG_WORD { 3 } else { 8 };
    let is_name = shape.breaks < few_breaks && shape.longest < LONG_NAME && word.len() <= LONGEST;
    if !is_name
        && !find_known(word, start, found)
        && shape.oddities >= entropy::LEAST_ODDITIES
        && let Some((first, last)) = entropy::random_part(word)
    {
        found.add(start + first, start + last, Rule::Random);
    }
}

/// What tells a name from anything else at first sight.
struct Shape {
    /// Digits, and capitals behind small letters.
    breaks: usize,
    /// The length of the longest run of letters and digits.
    longest: usize,
    /// How many neighbours do not look like the inside of a word, or more.
    oddities: usize,
}

impl Shape {
    fn of(word: &[u8]) -> Self {
        let mut shape = Self { breaks: 0, longest: 0, oddities: 0 };
        let (mut run, mut last) = (0, entropy::OTHER);
        for &byte in word {
            let index = entropy::index(byte);
            let is_hump = byte.is_ascii_uppercase() && entropy::is_small(last);
            shape.breaks += usize::from(byte.is_ascii_digit() || is_hump);
            shape.oddities += usize::from(!entropy::is_ordinary(last, index));
            run = if index == entropy::OTHER { 0 } else { run + 1 };
            shape.longest = shape.longest.max(run);
            last = index;
        }
        shape
    }
}

/// Adds the tokens and wallets in a word and says whether there were any.
fn find_known(word: &[u8], offset: usize, found: &mut Findings) -> bool {
    let before = found.0.len();
    let mut at = 0;
    while at + token::SHORTEST <= word.len() {
        let run = run_end(word, at, |byte| byte.is_ascii_alphanumeric());
        if let Some(length) = token::length(part(word, at, word.len())) {
            found.add(offset + at, offset + at + length, Rule::Token);
            at += length;
        } else {
            if run - at >= wallet::SHORTEST && wallet::is_wallet(part(word, at, run)) {
                found.add(offset + at, offset + run, Rule::Wallet);
            }
            at = run;
        }
        at = run_end(word, at, |byte| !byte.is_ascii_alphanumeric());
    }
    found.0.len() > before
}

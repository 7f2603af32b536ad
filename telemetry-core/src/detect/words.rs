//! Long words, and the rules that look into them: tokens of known issuers, wallets, what a word
//! before calls secret, and what is too random.
//!
//! No such secret is shorter than [`SHORTEST`], and few words are that long, so most of a text is
//! only searched for eight bytes without a blank.

use super::assignment::is_introduced;
use super::bytes::{part, run_end, run_start};
use super::path_end::without_punctuation;
use super::rows::{Blocks, NEW, NEW_BITS, Rows, SEEN, ones, runs};
use super::{Findings, Rule, entropy, token, wallet};

pub(super) const SHORTEST: usize = 15;
/// Names are seldom longer.
const LONGEST: usize = 48;
/// Few names have more letters and digits in a row.
const LONG_NAME: usize = 16;
/// The words of names are seldom longer.
const LONG_PART: usize = 8;

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

pub(super) fn is_inside(byte: u8) -> bool {
    IS_INSIDE[usize::from(byte)]
}

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some((start, end)) = next_long_word(bytes, from) {
        look_into(bytes, start, end, &Shape::of_word(part(bytes, start, end)), found);
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

fn look_into(bytes: &[u8], start: usize, end: usize, shape: &Shape, found: &mut Findings) {
    let end = without_punctuation(bytes, start, end);
    let word = part(bytes, start, end);
    if shape.breaks > 0 && is_introduced(bytes, start, end) {
        return found.add(start, end, Rule::Assignment);
    }
    if shape.is_name(word.len()) || shape.may_be_known(word.len()) && find_known(word, start, found)
    {
        return;
    }
    if !shape.is_hex()
        && entropy::has_oddities(word)
        && let Some((first, last)) = entropy::random_part(word)
    {
        found.add(start + first, start + last, Rule::Random);
    }
}

/// Whether there is anything in a long word whose shape is known already.
pub(super) fn holds_any(bytes: &[u8], start: usize, end: usize, shape: &Shape) -> bool {
    let mut found = Findings::default();
    look_into(bytes, start, end, shape, &mut found);
    !found.0.is_empty()
}

/// Whether there is anything in the long word that ends at `end`.
pub(super) fn any_before(bytes: &[u8], end: usize) -> bool {
    let start = run_start(bytes, end, end, is_inside);
    holds_any(bytes, start, end, &Shape::of_word(part(bytes, start, end)))
}

/// What tells a name from anything else at first sight.
#[derive(Default)]
pub(super) struct Shape {
    /// Digits, and capitals behind small letters.
    breaks: u32,
    has_long_part: bool,
    has_long_run: bool,
    has_small_hex: bool,
    has_capital_hex: bool,
    has_other_letters: bool,
    /// A run of letters and digits starts as a token does.
    has_beginning: bool,
}

impl Shape {
    fn of_word(word: &[u8]) -> Self {
        let mut shape = Self::default();
        for (block, rows) in Blocks::of(word).enumerate() {
            shape.add(word, block * NEW, &rows, NEW_BITS);
        }
        shape
    }

    /// The shape of the word that has these bits in the block at `start`.
    pub(super) fn of(bytes: &[u8], start: usize, rows: &Rows, word: u64) -> Self {
        let mut shape = Self::default();
        shape.add(bytes, start, rows, word);
        shape
    }

    fn add(&mut self, bytes: &[u8], start: usize, rows: &Rows, word: u64) {
        let alphanumeric = rows.alphanumeric() & word;
        for bit in ones(alphanumeric & !(rows.alphanumeric() << 1)) {
            self.has_beginning |= token::may_begin(bytes, start + bit - SEEN);
        }
        let humps = rows.capitals & rows.small << 1;
        self.breaks += ((rows.digits | humps) & word).count_ones();
        self.has_long_part |= runs::<{ LONG_PART + 1 }>(alphanumeric) != 0;
        self.has_long_run |= runs::<LONG_NAME>(alphanumeric) != 0;
        self.has_small_hex |= rows.small & rows.hex & word != 0;
        self.has_capital_hex |= rows.capitals & rows.hex & word != 0;
        self.has_other_letters |= rows.letters() & !rows.hex & word != 0;
    }

    fn is_name(&self, length: usize) -> bool {
        let few_breaks = if self.has_long_part { 3 } else { 8 };
        self.breaks < few_breaks && !self.has_long_run && length <= LONGEST
    }

    /// Whether there may be a token or a wallet: both start in a known way or have a long run.
    fn may_be_known(&self, length: usize) -> bool {
        self.has_beginning || self.has_long_run || length >= token::SHORTEST_BOT_KEY
    }

    /// Hashes, UUIDs, numbers.
    fn is_hex(&self) -> bool {
        !(self.has_other_letters || self.has_small_hex && self.has_capital_hex)
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

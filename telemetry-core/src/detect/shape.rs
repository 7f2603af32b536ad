//! What tells names, hashes and times from anything else at first sight: how many digits and capitals
//! a long word has, and how many letters and digits in a row.

use super::rows::{Rows, has_ones, runs};
use super::{entropy, token, wallet};

/// Names are seldom longer.
const LONGEST: usize = 48;
/// Few names have more letters and digits in a row.
const LONG_NAME: usize = 16;
/// The words of names are seldom longer.
const LONG_PART: usize = 8;
/// No name has as many breaks, or as many where it or one of its parts is long.
const FEW: u32 = 8;
const FEW_IN_LONG: u32 = 3;

/// Where in a block the bytes stand that tell its words from names.
pub(super) struct Traits {
    /// Digits, and capitals behind small letters.
    pub(super) breaks: u64,
    /// Letters and digits in a row: more than the words of names have, and more than names have.
    long_parts: u64,
    long_runs: u64,
    humps: u64,
}

impl Traits {
    pub(super) fn of(rows: &Rows) -> Self {
        let humps = rows.capitals & rows.small << 1;
        let long_parts = runs::<{ LONG_PART + 1 }>(rows.alphanumeric());
        let long_runs = runs::<{ LONG_NAME - LONG_PART }>(long_parts);
        Self { breaks: rows.digits | humps, long_parts, long_runs, humps }
    }

    pub(super) fn has_no_second_break(&self, word: u64) -> bool {
        !has_ones::<2>(self.breaks & word)
    }

    /// Whether a word is a name, a hash or a time, in which there is nothing but what starts as a token does.
    pub(super) fn are_plain(&self, rows: &Rows, word: u64, length: u32) -> bool {
        let is_long = self.long_parts & word != 0 || length as usize > LONGEST;
        let breaks = self.breaks & word;
        let has_few = !has_ones::<FEW_IN_LONG>(breaks) || !is_long && !has_ones::<FEW>(breaks);
        let has_no_long_run = self.long_runs & word == 0;
        has_no_long_run && has_few
            || (length as usize) < token::SHORTEST_BOT_KEY
                && (has_no_long_run && !has_ones::<{ entropy::LEAST_ODDITIES }>(pairs(rows, word))
                    || is_hex(rows, word))
            || rows.digits & word == 0 && !self.has_odd_hump(rows, word, word)
    }

    fn has_odd_hump(&self, rows: &Rows, word: u64, fresh: u64) -> bool {
        let humps = self.humps;
        let tight = humps & humps << 2 & humps << 4 | rows.capitals & rows.capitals << 1;
        let wide = runs::<LONG_NAME>(rows.alphanumeric() & word & !humps);
        (tight & fresh | wide) != 0
    }
}

/// What tells a name from anything else at first sight.
#[derive(Default)]
pub(super) struct Shape {
    /// Digits, and capitals behind small letters.
    pub(super) breaks: u32,
    /// Neighbours of which one is a letter.
    pairs: u32,
    has_digit: bool,
    /// A capital stands beside another, or capitals cut off two short words, or a very long one.
    has_odd_hump: bool,
    has_long_part: bool,
    pub(super) has_long_run: bool,
    /// Only told of words that stand in one block.
    pub(super) has_wallet_run: bool,
    has_small_hex: bool,
    has_capital_hex: bool,
    has_other_letters: bool,
    /// A run of letters and digits starts as a token does; only told of words that stand in several blocks.
    pub(super) has_beginning: bool,
}

impl Shape {
    /// Adds what a block has of a word; `fresh` are those of its bits that no block before had.
    pub(super) fn add(&mut self, rows: &Rows, traits: &Traits, word: u64, fresh: u64) {
        self.breaks += (traits.breaks & fresh).count_ones();
        self.has_long_part |= traits.long_parts & word != 0;
        self.has_long_run |= traits.long_runs & word != 0;
        self.has_wallet_run |=
            runs::<{ wallet::SHORTEST - LONG_NAME + 1 }>(traits.long_runs) & word != 0;
        self.has_digit |= rows.digits & fresh != 0;
        self.pairs += (pairs(rows, word) & fresh).count_ones();
        self.has_odd_hump |= traits.has_odd_hump(rows, word, fresh);
        self.has_small_hex |= rows.small & rows.hex & fresh != 0;
        self.has_capital_hex |= rows.capitals & rows.hex & fresh != 0;
        self.has_other_letters |= rows.letters() & !rows.hex & fresh != 0;
    }

    pub(super) fn is_name(&self, length: usize) -> bool {
        let is_long = self.has_long_part || length > LONGEST;
        let few = if is_long { FEW_IN_LONG } else { FEW };
        self.breaks < few && !self.has_long_run || self.is_camel_case()
    }

    fn is_camel_case(&self) -> bool {
        !self.has_digit && !self.has_odd_hump
    }

    /// Whether there may be a wallet or a token that does not start in a known way: a wallet is a long
    /// run of more than hexadecimal digits.
    pub(super) fn may_be_known(&self, has_run: bool, length: usize) -> bool {
        has_run && self.has_digit && !self.is_hex()
            || length >= token::SHORTEST_BOT_KEY && self.breaks >= token::BOT_DIGITS
    }

    pub(super) fn may_be_random(&self) -> bool {
        !self.is_hex() && self.pairs >= entropy::LEAST_ODDITIES
    }

    /// Hashes, UUIDs, numbers.
    fn is_hex(&self) -> bool {
        !(self.has_other_letters || self.has_small_hex && self.has_capital_hex)
    }
}

/// The second ones of neighbours in a word of which one is a letter.
fn pairs(rows: &Rows, word: u64) -> u64 {
    let alphanumeric = rows.alphanumeric() & word;
    alphanumeric & alphanumeric << 1 & !(rows.digits & rows.digits << 1)
}

/// Whether a word has no letters but those of hexadecimal digits, all in the same case.
fn is_hex(rows: &Rows, word: u64) -> bool {
    let (small, capitals) = (rows.small & word, rows.capitals & word);
    (small | capitals) & !rows.hex == 0 && (small == 0 || capitals == 0)
}

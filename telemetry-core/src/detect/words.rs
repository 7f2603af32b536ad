//! Long words, and the rules that look into them: tokens of known issuers, wallets, what a word
//! before calls secret, and what is too random.
//!
//! No such secret is shorter than [`SHORTEST`], and few words are that long. Most of those are told to be
//! names by their bits alone.

use super::assignment::is_introduced;
use super::bytes::{byte_at, part, run_end};
use super::entropy::LEAST_ODDITIES;
use super::path_end::without_punctuation;
use super::rows::{NEW, NEW_BITS, Rows, SEEN, below, runs};
use super::{Findings, Rule, entropy, patterns, token, wallet};

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

fn is_inside(byte: u8) -> bool {
    IS_INSIDE[usize::from(byte)]
}

/// What the long words of a text hold, read block by block.
#[derive(Default)]
pub(super) struct LongWords {
    pub(super) found: Findings,
    /// The word that goes on behind the block: where it starts, and its shape so far.
    open: (usize, Shape),
}

impl LongWords {
    /// Looks into each long word that ends within the block.
    #[inline]
    pub(super) fn read(&mut self, bytes: &[u8], start: usize, rows: &Rows) {
        let long = patterns::long_words(rows);
        if long != 0 {
            self.read_each(bytes, start, rows, long);
        }
    }

    fn read_each(&mut self, bytes: &[u8], start: usize, rows: &Rows, mut long: u64) {
        let inside = rows.inside();
        while long != 0 {
            let last = long.trailing_zeros();
            let from = last + 1 - (inside << (u64::BITS - 1 - last)).leading_ones();
            let to = last + (inside >> last).trailing_ones();
            let end = start + to as usize - SEEN;
            let goes_on = to == u64::BITS && is_inside(byte_at(bytes, end));
            if goes_on && from as usize > NEW {
                return; // The next block sees all of it.
            }
            let word = below(to) & !below(from);
            let (first, shape) = if from > 0 {
                (start + from as usize - SEEN, Shape::default().with(rows, word, word))
            } else {
                let (first, shape) = std::mem::take(&mut self.open);
                (first, shape.with(rows, word, word & NEW_BITS))
            };
            if goes_on {
                self.open = (first, shape);
                return;
            }
            look_into(bytes, first, end, &shape, &mut self.found);
            long &= !below(to);
        }
    }
}

fn look_into(bytes: &[u8], start: usize, end: usize, shape: &Shape, found: &mut Findings) {
    if shape.breaks > 0 && is_introduced(bytes, start, end) {
        let end = without_punctuation(bytes, start, end);
        return found.add(start, end, Rule::Assignment);
    }
    if shape.is_name(end - start) {
        return;
    }
    let word = part(bytes, start, without_punctuation(bytes, start, end));
    let look = Look::at(word);
    if (look.has_beginning || shape.has_long_run || shape.may_hold_bot_key(word.len()))
        && find_known(word, start, found)
    {
        return;
    }
    if !shape.is_hex()
        && look.oddities >= LEAST_ODDITIES
        && let Some((first, last)) = entropy::random_part(word)
    {
        found.add(start + first, start + last, Rule::Random);
    }
}

/// What a walk through all neighbours in a word tells.
struct Look {
    /// A run of letters and digits starts as a token does.
    has_beginning: bool,
    /// How many neighbours do not look like the inside of a word.
    oddities: usize,
}

impl Look {
    fn at(word: &[u8]) -> Self {
        let mut look = Self { has_beginning: false, oddities: 0 };
        let (mut before, mut last) = (entropy::OTHER, entropy::OTHER);
        for &byte in word {
            let index = entropy::index(byte);
            look.oddities += usize::from(!entropy::is_ordinary(last, index));
            look.has_beginning |= before == entropy::OTHER && token::may_begin(last, index);
            (before, last) = (last, index);
        }
        look
    }
}

/// What tells a name from anything else at first sight.
#[derive(Default)]
struct Shape {
    /// Digits, and capitals behind small letters.
    breaks: u32,
    /// Neighbours that may be odd: at least one of them is a letter.
    pairs: u32,
    has_long_part: bool,
    has_long_run: bool,
    has_small_hex: bool,
    has_capital_hex: bool,
    has_other_letters: bool,
}

impl Shape {
    /// Adds what a block has of a word; `fresh` are those of its bits that no block before had.
    fn with(mut self, rows: &Rows, word: u64, fresh: u64) -> Self {
        let alphanumeric = rows.alphanumeric() & word;
        let humps = rows.capitals & rows.small << 1;
        self.breaks += ((rows.digits | humps) & fresh).count_ones();
        let pairs = alphanumeric & alphanumeric << 1 & !(rows.digits & rows.digits << 1);
        self.pairs += (pairs & fresh).count_ones();
        self.has_long_part |= runs::<{ LONG_PART + 1 }>(alphanumeric) != 0;
        self.has_long_run |= runs::<LONG_NAME>(alphanumeric) != 0;
        self.has_small_hex |= rows.small & rows.hex & fresh != 0;
        self.has_capital_hex |= rows.capitals & rows.hex & fresh != 0;
        self.has_other_letters |= rows.letters() & !rows.hex & fresh != 0;
        self
    }

    /// Names have few breaks, numbers few letters.
    fn is_name(&self, length: usize) -> bool {
        let few_breaks = if self.has_long_part || length > LONGEST { 3 } else { 8 };
        self.breaks < few_breaks && !self.has_long_run || (self.pairs as usize) < LEAST_ODDITIES
    }

    fn may_hold_bot_key(&self, length: usize) -> bool {
        length >= token::SHORTEST_BOT_KEY && self.breaks >= token::BOT_DIGITS
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

//! Long words, and the rules that look into them: tokens of known issuers, wallets, what a word
//! before calls secret, and what is too random.
//!
//! No such secret is shorter than [`SHORTEST`], and few words are that long. Most of those are told to be
//! names by their bits alone.

use super::assignment::{is_introduced, may_introduce};
use super::bytes::{byte_at, part, run_end};
use super::path_end::without_punctuation;
use super::rows::{NEW, NEW_BITS, Rows, SEEN, below, ones, runs};
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
        let humps = rows.capitals & rows.small << 1;
        let breaks = rows.digits | humps;
        let long_runs = runs::<LONG_NAME>(rows.alphanumeric());
        let long_parts = runs::<{ LONG_PART + 1 }>(rows.alphanumeric());
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
            long &= !below(to);
            if from > 0 && !goes_on && long_runs & word == 0 {
                let few = if long_parts & word != 0 || to - from > LONGEST as u32 { 3 } else { 8 };
                let count = (breaks & word).count_ones();
                if count < few && (count < 2 || !has_beginning(bytes, start, rows, word)) {
                    if count > 0 {
                        look_before(bytes, start + from as usize - SEEN, end, &mut self.found);
                    }
                    continue;
                }
            }
            let (first, mut shape, fresh) = if from > 0 {
                (start + from as usize - SEEN, Shape::default(), word)
            } else {
                let (first, shape) = std::mem::take(&mut self.open);
                (first, shape, word & NEW_BITS)
            };
            shape.add(rows, word, fresh);
            if goes_on {
                shape.has_beginning = true; // Or so it may be, in the part that is not seen again.
                self.open = (first, shape);
                return;
            }
            if shape.breaks > 1 || !shape.is_name(end - first) {
                shape.has_beginning |= has_beginning(bytes, start, rows, fresh);
            }
            look_into(bytes, first, end, &shape, &mut self.found);
        }
    }
}

/// Whether in `word`, with room for a token, something starts as one does.
fn has_beginning(bytes: &[u8], start: usize, rows: &Rows, word: u64) -> bool {
    let end = u64::BITS - word.leading_zeros();
    let starts = rows.run_starts() & word & below(end) >> (token::SHORTEST - 1);
    ones(starts).any(|bit| token::may_begin(bytes, start + bit - SEEN))
}

/// Looks for what says of a word that it is a secret.
fn look_before(bytes: &[u8], start: usize, end: usize, found: &mut Findings) -> bool {
    if !may_introduce(bytes, start) {
        return false;
    }
    let end = without_punctuation(bytes, start, end);
    let is_secret = is_introduced(bytes, start, end);
    if is_secret {
        found.add(start, end, Rule::Assignment);
    }
    is_secret
}

fn look_into(bytes: &[u8], start: usize, end: usize, shape: &Shape, found: &mut Findings) {
    let is_plain = !shape.has_beginning && shape.is_name(end - start);
    if shape.breaks > 0 && look_before(bytes, start, end, found) || is_plain {
        return;
    }
    let end = without_punctuation(bytes, start, end);
    let is_name = shape.is_name(end - start);
    if is_name && !shape.has_beginning {
        return;
    }
    let word = part(bytes, start, end);
    if shape.may_be_known(word.len()) && find_known(word, start, is_name, found) {
        return;
    }
    if !is_name
        && shape.may_be_random()
        && entropy::has_oddities(word)
        && let Some((first, last)) = entropy::random_part(word)
    {
        found.add(start + first, start + last, Rule::Random);
    }
}

/// What tells a name from anything else at first sight.
#[derive(Default)]
struct Shape {
    /// Digits, and capitals behind small letters.
    breaks: u32,
    /// Neighbours of which one is a letter.
    pairs: u32,
    has_digit: bool,
    /// A capital stands beside another, or capitals cut off two short words, or a very long one.
    has_odd_hump: bool,
    has_long_part: bool,
    has_long_run: bool,
    has_small_hex: bool,
    has_capital_hex: bool,
    has_other_letters: bool,
    /// A run of letters and digits starts as a token does.
    has_beginning: bool,
}

impl Shape {
    /// Adds what a block has of a word; `fresh` are those of its bits that no block before had.
    fn add(&mut self, rows: &Rows, word: u64, fresh: u64) {
        let alphanumeric = rows.alphanumeric() & word;
        let humps = rows.capitals & rows.small << 1;
        self.breaks += ((rows.digits | humps) & fresh).count_ones();
        let pairs = alphanumeric & alphanumeric << 1 & !(rows.digits & rows.digits << 1);
        self.pairs += (pairs & fresh).count_ones();
        self.has_digit |= rows.digits & fresh != 0;
        let tight = humps & humps << 2 & humps << 4 | rows.capitals & rows.capitals << 1;
        let wide = runs::<LONG_NAME>(alphanumeric & !humps);
        self.has_odd_hump |= (tight & fresh | wide) != 0;
        self.has_long_part |= runs::<{ LONG_PART + 1 }>(alphanumeric) != 0;
        self.has_long_run |= runs::<LONG_NAME>(alphanumeric) != 0;
        self.has_small_hex |= rows.small & rows.hex & fresh != 0;
        self.has_capital_hex |= rows.capitals & rows.hex & fresh != 0;
        self.has_other_letters |= rows.letters() & !rows.hex & fresh != 0;
    }

    fn is_name(&self, length: usize) -> bool {
        let few_breaks = if self.has_long_part || length > LONGEST { 3 } else { 8 };
        self.breaks < few_breaks && !self.has_long_run || self.is_camel_case()
    }

    fn is_camel_case(&self) -> bool {
        !self.has_digit && !self.has_odd_hump
    }

    /// Whether there may be a token or a wallet: a token starts in a known way or is very long, a
    /// wallet is a long run of more than hexadecimal digits.
    fn may_be_known(&self, length: usize) -> bool {
        self.has_beginning
            || self.has_long_run && self.has_digit && !self.is_hex()
            || length >= token::SHORTEST_BOT_KEY && self.breaks >= token::BOT_DIGITS
    }

    fn may_be_random(&self) -> bool {
        !self.is_hex() && self.pairs >= entropy::LEAST_ODDITIES
    }

    /// Hashes, UUIDs, numbers.
    fn is_hex(&self) -> bool {
        !(self.has_other_letters || self.has_small_hex && self.has_capital_hex)
    }
}

/// Adds the tokens and wallets in a word and says whether there were any.
fn find_known(word: &[u8], offset: usize, is_name: bool, found: &mut Findings) -> bool {
    let before = found.0.len();
    let mut at = 0;
    while at + token::SHORTEST <= word.len() {
        let run = run_end(word, at, |byte| byte.is_ascii_alphanumeric());
        if let Some(length) = token::length(part(word, at, word.len()), is_name) {
            found.add(offset + token::start(word, at), offset + at + length, Rule::Token);
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

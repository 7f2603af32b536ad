//! Long words, and the rules that look into them: tokens of known issuers, wallets, what a word
//! before calls secret, and what is too random.
//!
//! No such secret is shorter than [`SHORTEST`], and few words are that long. Most of those are told to be
//! names by their bits alone.

use super::assignment::{is_introduced, may_introduce};
use super::bytes::{byte_at, part, run_end};
use super::path_end::without_punctuation;
use super::rows::{NEW, NEW_BITS, Rows, SEEN, below, ones};
use super::shape::{Shape, Traits};
use super::{Findings, Rule, entropy, patterns, token, wallet};

pub(super) const SHORTEST: usize = 15;

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

    #[inline(never)]
    fn read_each(&mut self, bytes: &[u8], start: usize, rows: &Rows, mut long: u64) {
        let inside = rows.inside();
        let traits = Traits::of(rows);
        while long != 0 {
            let last = long.trailing_zeros();
            let from = last + 1 - (inside << (u64::BITS - 1 - last)).leading_ones();
            let to = last + (inside >> last).trailing_ones();
            let end = start + to as usize - SEEN;
            let goes_on = to == u64::BITS && is_inside(byte_at(bytes, end));
            if goes_on && from as usize > NEW {
                return; // The next block sees all of it.
            }
            let word = u64::MAX >> (u64::BITS - (to - from)) << from;
            long &= !word;
            if from == 0 || goes_on {
                self.read_part(bytes, start, (rows, &traits), word, goes_on);
            } else if traits.are_plain(rows, word, to - from)
                && (traits.has_no_second_break(word) || !has_beginning(bytes, start, rows, word))
            {
                if traits.breaks & word != 0 && end > to as usize - from as usize {
                    look_before(bytes, start + from as usize - SEEN, end, &mut self.found);
                }
            } else {
                self.read_whole(bytes, start, (rows, &traits), word);
            }
        }
    }

    /// Looks into a word of one block.
    #[inline(never)]
    fn read_whole(
        &mut self,
        bytes: &[u8],
        start: usize,
        (rows, traits): (&Rows, &Traits),
        word: u64,
    ) {
        let mut shape = Shape::default();
        shape.add(rows, traits, word, word);
        let starts = Some((beginnings(rows, word), start));
        look_into(bytes, range(word, start), &shape, starts, &mut self.found);
    }

    /// Adds to a word what the block has of it, and looks into the word where it ends.
    #[inline(never)]
    fn read_part(
        &mut self,
        bytes: &[u8],
        start: usize,
        (rows, traits): (&Rows, &Traits),
        word: u64,
        goes_on: bool,
    ) {
        let (mut first, end) = range(word, start);
        let (mut shape, mut fresh) = (Shape::default(), word);
        if word & 1 == 1 {
            (first, shape) = std::mem::take(&mut self.open);
            fresh &= NEW_BITS;
        }
        shape.add(rows, traits, word, fresh);
        shape.has_beginning |= may_begin_at(bytes, start, rows.run_starts() & fresh);
        if goes_on {
            self.open = (first, shape);
        } else {
            look_into(bytes, (first, end), &shape, None, &mut self.found);
        }
    }
}

/// Where the bytes of a word start and end.
fn range(word: u64, start: usize) -> (usize, usize) {
    let (from, to) = (word.trailing_zeros(), u64::BITS - word.leading_zeros());
    ((start + from as usize).wrapping_sub(SEEN), start + to as usize - SEEN)
}

/// Whether in a word of one block, with room for a token, something starts as one does.
fn has_beginning(bytes: &[u8], start: usize, rows: &Rows, word: u64) -> bool {
    may_begin_at(bytes, start, beginnings(rows, word))
}

fn may_begin_at(bytes: &[u8], start: usize, starts: u64) -> bool {
    ones(starts).any(|bit| token::may_begin(bytes, start + bit - SEEN))
}

/// Where a token has room to start in a word.
fn beginnings(rows: &Rows, word: u64) -> u64 {
    let end = u64::BITS - word.leading_zeros();
    rows.run_starts() & word & below(end) >> (token::SHORTEST - 1)
}

/// Looks for a word before that says that this one is a secret.
#[inline]
fn look_before(bytes: &[u8], start: usize, end: usize, found: &mut Findings) -> bool {
    if start == 0 || !may_introduce(bytes, start) {
        return false;
    }
    let end = without_punctuation(bytes, start, end);
    let is_secret = is_introduced(bytes, start, end);
    if is_secret {
        found.add(start, end, Rule::Assignment);
    }
    is_secret
}

/// Looks into a word; where its runs of letters and digits start is known of those that stand in one
/// block.
fn look_into(
    bytes: &[u8],
    (start, end): (usize, usize),
    shape: &Shape,
    starts: Option<(u64, usize)>,
    found: &mut Findings,
) {
    if shape.breaks > 0 && look_before(bytes, start, end, found) {
        return;
    }
    let end = without_punctuation(bytes, start, end);
    let is_name = shape.is_name(end - start);
    if is_name && shape.breaks < 2 {
        return;
    }
    let word = part(bytes, start, end);
    let has_known = match starts {
        Some((starts, block))
            if is_name || !shape.may_be_known(shape.has_wallet_run, word.len()) =>
        {
            let starts = ones(starts).map(|bit| block + bit - SEEN);
            find_tokens(bytes, starts, end, is_name, found)
        }
        None if !shape.has_beginning && !shape.may_be_known(shape.has_long_run, word.len()) => {
            false
        }
        _ => find_known(word, start, is_name, found),
    };
    if !has_known
        && !is_name
        && shape.may_be_random()
        && entropy::has_oddities(word)
        && let Some((first, last)) = entropy::random_part(word)
    {
        found.add(start + first, start + last, Rule::Random);
    }
}

/// Adds the tokens that start in a known way at one of the runs of letters and digits of a word.
fn find_tokens(
    bytes: &[u8],
    starts: impl Iterator<Item = usize>,
    end: usize,
    is_name: bool,
    found: &mut Findings,
) -> bool {
    let mut done = 0;
    for at in starts.filter(|&at| token::may_begin(bytes, at)) {
        if at >= done
            && at + token::SHORTEST <= end
            && let Some(length) = token::issued_length(part(bytes, at, end), is_name)
        {
            done = at + length;
            found.add(token::start(bytes, at), done, Rule::Token);
        }
    }
    done > 0
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

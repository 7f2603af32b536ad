//! Where in a text the bytes of each kind stand, one bit a byte.
//!
//! A byte's table entry has eight lanes of eight bits, with a one in the lanes that describe it. The
//! entries of eight neighbours, each shifted by its place, add up to eight maps of eight bytes; eight
//! such words, turned on their side, are eight rows of 64 bytes. That costs one load, one shift and
//! one addition a byte, and from then on a question about neighbours is one operation for a whole block.

/// How many bytes of the text are new in a block.
pub(super) const NEW: usize = 48;
/// How many bytes before the new ones a block still sees.
pub(super) const SEEN: usize = 16;
/// The bits of the new bytes.
pub(super) const NEW_BITS: u64 = u64::MAX << SEEN;

const LANE: usize = 8;

/// One bit for each byte of a block; the lowest bits are the [`SEEN`] bytes before the new ones, and
/// `row << n` has at each byte what stands `n` bytes before it.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    pub(super) digits: u64,
    pub(super) small: u64,
    pub(super) capitals: u64,
    /// Digits, and letters up to `f`.
    pub(super) hex: u64,
    pub(super) dots: u64,
    /// `:` and `=`.
    pub(super) separators: u64,
    pub(super) colons: u64,
    pub(super) dashes: u64,
    pub(super) slashes: u64,
    pub(super) blanks: u64,
    /// Whatever else no long word has inside: quotes, brackets, commas, control characters, and all
    /// that is not ASCII or behind the end.
    pub(super) breaks: u64,
    /// `@ ~ $ % & \ '`, the escape character, zero, and whatever is not ASCII.
    pub(super) rare: u64,
}

impl Rows {
    pub(super) fn letters(&self) -> u64 {
        self.small | self.capitals
    }

    pub(super) fn alphanumeric(&self) -> u64 {
        self.letters() | self.digits
    }

    /// Where runs of letters and digits start.
    pub(super) fn run_starts(&self) -> u64 {
        self.alphanumeric() & !(self.alphanumeric() << 1)
    }

    /// What long words are made of.
    pub(super) fn inside(&self) -> u64 {
        !(self.blanks | self.breaks)
    }
}

/// The bytes at which a run of `LENGTH` ones ends, or goes on.
pub(super) fn runs<const LENGTH: usize>(row: u64) -> u64 {
    let (mut runs, mut length) = (row, 1);
    while length < LENGTH {
        let step = length.min(LENGTH - length);
        runs &= runs << step;
        length += step;
    }
    runs
}

/// The bits below a bit.
pub(super) fn below(bit: u32) -> u64 {
    1_u64.checked_shl(bit).unwrap_or(0).wrapping_sub(1)
}

/// Whether a row has at least so many ones. For a few that takes less than counting them.
pub(super) fn has_ones<const COUNT: u32>(row: u64) -> bool {
    (1..COUNT).fold(row, |row, _| row & row.wrapping_sub(1)) != 0
}

/// The ones of a row, from the lowest.
pub(super) fn ones(mut row: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (row != 0).then(|| row.trailing_zeros() as usize);
        row &= row.wrapping_sub(1);
        lowest
    })
}

/// Reads a text block by block.
pub(super) struct Blocks<'a> {
    text: &'a [u8],
    lanes: [u64; LANE],
}

impl<'a> Blocks<'a> {
    pub(super) fn of(text: &'a [u8]) -> Self {
        Self { text, lanes: [NOTHING; LANE] }
    }
}

impl Iterator for Blocks<'_> {
    type Item = Rows;

    #[inline]
    fn next(&mut self) -> Option<Rows> {
        if self.text.is_empty() {
            return None;
        }
        let (block, rest) = self.text.split_at(self.text.len().min(NEW));
        self.text = rest;
        let (words, tail) = block.as_chunks::<LANE>();
        let [.., before_last, last] = self.lanes;
        self.lanes = [NOTHING; LANE];
        self.lanes[..SEEN / LANE].copy_from_slice(&[before_last, last]);
        let (new, _) = self.lanes[SEEN / LANE..].split_at_mut(NEW / LANE);
        for (lanes, word) in new.iter_mut().zip(words) {
            *lanes = lanes_of(word);
        }
        if let (Some(lanes), false) = (new.get_mut(words.len()), tail.is_empty()) {
            *lanes = lanes_of_tail(tail);
        }
        Some(rows(self.lanes))
    }
}

fn lanes_of(word: &[u8; LANE]) -> u64 {
    let mut lanes = 0;
    for &byte in word.iter().rev() {
        lanes = lanes << 1 | KINDS[usize::from(byte)];
    }
    lanes
}

/// The same for the last bytes of a text; nothing is behind them.
fn lanes_of_tail(tail: &[u8]) -> u64 {
    let mut lanes = 0;
    for &byte in tail.iter().rev() {
        lanes = lanes << 1 | KINDS[usize::from(byte)];
    }
    lanes | (BREAK * ((0xFF << tail.len()) & 0xFF))
}

// Always inline: on its way through memory the result would cost as much as its making.
#[inline(always)]
fn rows(lanes: [u64; LANE]) -> Rows {
    let [digits, small, capitals, hex, low, middle, high, rare] = turned(lanes);
    let (plain, fourth) = (!high & !low, high & !low);
    let separators = plain & middle;
    Rows {
        digits,
        small,
        capitals,
        hex: hex & !separators,
        dots: !high & low & !middle,
        separators,
        colons: separators & hex,
        dashes: !high & low & middle,
        slashes: fourth & !middle,
        blanks: fourth & middle,
        breaks: high & low & middle,
        rare,
    }
}

/// Eight words whose bytes change places as in a matrix: byte `k` of word `n` becomes byte `n` of word `k`.
#[inline(always)]
fn turned(mut words: [u64; LANE]) -> [u64; LANE] {
    for (distance, mask) in
        [(4, 0x0000_0000_FFFF_FFFF), (2, 0x0000_FFFF_0000_FFFF), (1, 0x00FF_00FF_00FF_00FF)]
    {
        for at in 0..LANE {
            if at & distance == 0 {
                let (upper, lower) = (words[at], words[at + distance]);
                let swapped = (upper >> (LANE * distance) ^ lower) & mask;
                words[at] = upper ^ swapped << (LANE * distance);
                words[at + distance] = lower ^ swapped;
            }
        }
    }
    words
}

const DIGIT: u64 = 1;
const SMALL: u64 = 1 << 8;
const CAPITAL: u64 = 1 << 16;
const HEX: u64 = 1 << 24;
const RARE: u64 = 1 << 56;
/// Marks are numbered, in three lanes.
const DOT: u64 = 1 << 32;
const SEPARATOR: u64 = 1 << 40;
/// No mark is a digit; the lane tells colons from the other separator.
const COLON: u64 = SEPARATOR | HEX;
const DASH: u64 = DOT | SEPARATOR;
const SLASH: u64 = 1 << 48;
const UNDERSCORE: u64 = SLASH | DOT;
const BLANK: u64 = SLASH | SEPARATOR;
const BREAK: u64 = SLASH | SEPARATOR | DOT;

/// Eight bytes before the start.
const NOTHING: u64 = BREAK * 0xFF;

static KINDS: [u64; 256] = kinds();

const fn kinds() -> [u64; 256] {
    let mut table = [RARE | BREAK; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT | HEX,
            b'a'..=b'f' => SMALL | HEX,
            b'g'..=b'z' => SMALL,
            b'A'..=b'F' => CAPITAL | HEX,
            b'G'..=b'Z' => CAPITAL,
            b'.' => DOT,
            b'=' => SEPARATOR,
            b':' => COLON,
            b'-' => DASH,
            b'/' => SLASH,
            b'_' => UNDERSCORE,
            b' ' => BLANK,
            b'@' | b'~' | b'$' | b'%' | b'&' => RARE,
            b'\\' | b'\'' | 0x1b | 0 => RARE | BREAK,
            b'"' | b'`' | b'<' | b'>' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b';' => {
                BREAK
            }
            b'!'..=b'~' => 0,
            _ => BREAK,
        };
        byte += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Blocks, NEW, SEEN, ones, runs};

    fn places(text: &str, row: impl Fn(&super::Rows) -> u64) -> Vec<usize> {
        Blocks::of(text.as_bytes())
            .enumerate()
            .flat_map(|(block, rows)| {
                ones(row(&rows) & super::NEW_BITS).map(move |bit| block * NEW + bit - SEEN)
            })
            .filter(|&at| at < text.len())
            .collect()
    }

    #[test]
    fn each_kind_is_found_where_it_stands() {
        let text = "Ab9_ x:y=z-a/b.c,d é\\'@~$%&\0\u{1b}<G0".repeat(20);
        let expected = |wanted: fn(&u8) -> bool| -> Vec<usize> {
            let wanted = |at: &usize| wanted(&text.as_bytes()[*at]);
            (0..text.len()).filter(wanted).collect()
        };
        assert_eq!(places(&text, |r| r.digits), expected(u8::is_ascii_digit));
        assert_eq!(places(&text, |r| r.small), expected(u8::is_ascii_lowercase));
        assert_eq!(places(&text, |r| r.hex), expected(u8::is_ascii_hexdigit));
        assert_eq!(places(&text, |r| r.dots), expected(|&b| b == b'.'));
        assert_eq!(places(&text, |r| r.dashes), expected(|&b| b == b'-'));
        assert_eq!(places(&text, |r| r.slashes), expected(|&b| b == b'/'));
        assert_eq!(places(&text, |r| r.blanks), expected(|&b| b == b' '));
        assert_eq!(places(&text, |r| r.capitals), expected(u8::is_ascii_uppercase));
        assert_eq!(places(&text, |r| r.separators), expected(|b| b":=".contains(b)));
        assert_eq!(places(&text, |r| r.colons), expected(|&b| b == b':'));
        assert_eq!(
            places(&text, |r| r.rare),
            expected(|b| b"\\'@~$%&\0\x1b".contains(b) || !b.is_ascii())
        );
        assert_eq!(
            places(&text, |r| r.breaks),
            expected(|b| b",\\'<\0\x1b".contains(b) || !b.is_ascii())
        );
    }

    #[test]
    fn runs_end_where_enough_ones_stand_in_a_row() {
        assert_eq!(runs::<1>(0b1011), 0b1011);
        assert_eq!(runs::<3>(0b1111_0111), 0b1100_0100);
        assert_eq!(runs::<15>(0xFFFE), 1 << 15);
        assert_eq!(runs::<16>(0xFFFE), 0);
    }
}

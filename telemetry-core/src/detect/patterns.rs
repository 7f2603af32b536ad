//! Patterns of kinds of bytes: what must be somewhere in a block for a detector to find anything.
//!
//! Each looks back only, at most [`SEEN`](super::rows::SEEN) bytes, so that a block needs no more than what
//! was read. A pattern may promise too much, never too little.

use super::rows::{NEW_BITS, Rows, below, has_ones, ones, runs};
use super::{number, words};

/// Whether a block has anything but short words of letters, and marks that end them.
pub(super) fn has_more_than_words(rows: &Rows) -> bool {
    let telling =
        rows.digits | rows.rare | rows.slashes | rows.separators | rows.dots | rows.dashes;
    telling != 0 || long_words(rows) != 0
}

/// The bytes at which long words end, or go on.
pub(super) fn long_words(rows: &Rows) -> u64 {
    runs::<{ words::SHORTEST }>(rows.inside()) & NEW_BITS
}

/// Dots and dashes before the name of a domain or a device, which have three letters or two and a dot.
pub(super) fn names_ahead(rows: &Rows) -> u64 {
    let (letters, marks) = (rows.letters(), rows.dots | rows.dashes);
    (marks << 3 & letters << 2 & letters << 1 & (letters | rows.dots) & NEW_BITS) >> 3
}

/// Dashes behind what systems call machines: `DESKTOP-1A2B3C4`, `ip-10-0-0-1`, `ec2-1-2-3-4`.
pub(super) fn given_names(rows: &Rows) -> u64 {
    let numbers = rows.dashes << 1 & (rows.capitals | rows.digits) & NEW_BITS;
    if numbers == 0 {
        return 0;
    }
    let (small, starts) = (rows.small, !rows.alphanumeric());
    let is_cloud = small << 3 & (small << 2 & starts << 4 | rows.digits << 2 & starts << 5);
    let is_given = rows.capitals << 2 & rows.capitals << 3 | is_cloud;
    (numbers & is_given) >> 1
}

/// The last dash of what security identifiers begin with: `-5-21-`.
pub(super) fn identifiers(rows: &Rows) -> u64 {
    let (digits, dashes) = (rows.digits, rows.dashes);
    let groups = dashes & dashes << 3 & dashes << 5 & NEW_BITS;
    if groups == 0 { 0 } else { groups & digits << 1 & digits << 2 & digits << 4 }
}

/// Where groups of digits start that no word runs into, if enough digits and marks follow and no date;
/// the text may go on behind the block.
pub(super) fn numbers(rows: &Rows, goes_on: bool) -> impl Iterator<Item = usize> {
    const MORE: usize = number::MIN_DIGITS - 1;
    let runs_into = word(rows) | rows.dots & rows.alphanumeric() << 1;
    let starts = rows.digits & !(runs_into << 1);
    let marks = rows.dots | rows.dashes | rows.slashes | rows.blanks | rows.breaks;
    let groups = rows.digits | marks;
    let ends = runs::<{ number::MIN_DIGITS }>(groups) & starts << MORE & NEW_BITS;
    let dates = if ends == 0 { 0 } else { dates(rows) };
    let digits = rows.digits;
    ones(ends >> MORE & !dates).filter(move |start| {
        let (groups, digits) = (groups >> start, digits >> start);
        // What is behind the block may have digits, too.
        let end = groups.trailing_ones();
        goes_on && end as usize + start == u64::BITS as usize
            || has_ones::<{ number::MIN_DIGITS as u32 }>(digits & below(end))
    })
}

/// What words are made of, but for the letter behind a backslash, which may be an escape.
fn word(rows: &Rows) -> u64 {
    rows.alphanumeric() & !(rows.rare << 1)
}

/// Where dates as ISO 8601 has them (`2026-07-20`) start, of those that the block sees the end of.
fn dates(rows: &Rows) -> u64 {
    let pairs = rows.digits & rows.digits >> 1;
    let tail = rows.dashes & pairs >> 1;
    pairs & pairs >> 2 & tail >> 4 & tail >> 7 & !(rows.digits >> 10)
}

/// The first of two digits behind a word of two letters.
pub(super) fn accounts(rows: &Rows) -> u64 {
    let country = rows.letters() << 2 & rows.letters() << 3 & !(word(rows) << 4);
    (rows.digits & rows.digits << 1 & country & NEW_BITS) >> 1
}

/// Three dots, each between digits and not far from the one before.
pub(super) fn has_dotted_digits(rows: &Rows) -> bool {
    let between = rows.digits & rows.dots << 1 & rows.digits << 2;
    let follows = |row: u64| between & (row << 2 | row << 3 | row << 4);
    between != 0 && follows(follows(between)) & NEW_BITS != 0
}

/// Pairs of digits between dashes, or four of them between dots.
pub(super) fn has_hex_groups(rows: &Rows) -> bool {
    let pairs = rows.dashes & rows.dashes << 3;
    let fours = rows.dots & rows.dots << 5;
    pairs != 0 && pairs & pairs << 6 & rows.dashes << 12 & NEW_BITS != 0
        || fours != 0 && fours & runs::<4>(rows.hex) << 1 & NEW_BITS != 0
}

/// Separators that are no colon beside a colon; which of them the next block has beside it is not known.
pub(super) fn single_separators(rows: &Rows) -> u64 {
    let beside = rows.colons << 1 | rows.colons >> 1;
    rows.separators & !beside & NEW_BITS
}

/// Four colons with at most four bytes between them.
pub(super) fn has_colon_chain(rows: &Rows) -> bool {
    let colons = rows.colons;
    let follows = |row: u64| colons & (row << 2 | row << 3 | row << 4 | row << 5);
    let second = follows(colons);
    second != 0 && follows(follows(second)) & NEW_BITS != 0
}

/// The second of two colons beside what may be a hexadecimal digit.
pub(super) fn double_colons(rows: &Rows) -> u64 {
    let seconds = runs::<2>(rows.colons);
    seconds & rows.hex << 2 & NEW_BITS | (seconds << 1 & rows.hex & NEW_BITS) >> 1
}

/// Two dashes side by side.
pub(super) fn has_double_dashes(rows: &Rows) -> bool {
    runs::<2>(rows.dashes) != 0
}

/// The byte behind two dashes.
pub(super) fn options(rows: &Rows) -> u64 {
    runs::<2>(rows.dashes) << 1 & !rows.dashes & NEW_BITS
}

/// A dash that nothing runs into, before a letter.
pub(super) fn letter_options(rows: &Rows) -> u64 {
    let inside = rows.alphanumeric() | rows.dashes;
    (rows.dashes << 1 & !(inside << 2) & rows.letters() & NEW_BITS) >> 1
}

/// Five dashes.
pub(super) fn has_armour(rows: &Rows) -> bool {
    runs::<5>(rows.dashes) & NEW_BITS != 0
}

/// The bytes that no phrase of words from a wallet's list has: anything but small letters and
/// blanks, and what would make its words too short or too long.
pub(super) fn misfits(rows: &Rows) -> u64 {
    let blanks = rows.blanks;
    let after_short = blanks & (blanks << 1 | blanks << 2 | blanks << 3);
    !(rows.small | blanks) | after_short | runs::<9>(rows.small)
}

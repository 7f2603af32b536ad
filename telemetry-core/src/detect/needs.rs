//! What a short text must have at least before a detector can find anything in it.
//!
//! One look-up and one addition a byte count the bytes of each kind, and one subtraction compares the
//! counts with what a detector needs. That settles most texts that are too short for a long word; in
//! others it matters where the bytes stand, which is what [`Rows`](super::rows::Rows) tell.

use super::{account, address, assignment, command, encoded, host, number, path, url, words};

/// Longer texts may have long words.
const MAX_LENGTH: usize = words::SHORTEST - 1;

/// How many bytes of each kind there must be.
#[derive(Clone, Copy)]
pub(super) struct Needs {
    pub(super) bytes: u8,
    pub(super) digits: u8,
    pub(super) letters: u8,
    pub(super) dots: u8,
    pub(super) dashes: u8,
    /// `:` and `=`.
    pub(super) separators: u8,
    /// Slashes of both kinds.
    pub(super) slashes: u8,
    /// Whatever does not belong to a word.
    pub(super) gaps: u8,
}

impl Needs {
    pub(super) const NOTHING: Self = Self {
        bytes: 0,
        digits: 0,
        letters: 0,
        dots: 0,
        dashes: 0,
        separators: 0,
        slashes: 0,
        gaps: 0,
    };

    const fn lanes(self) -> u64 {
        let Self { bytes, digits, letters, dots, dashes, separators, slashes, gaps } = self;
        u64::from_le_bytes([bytes, digits, letters, dots, dashes, separators, slashes, gaps])
    }
}

/// What there must be for any detector to find something in a short text without rare characters.
static NEEDS: [u64; 15] = [
    account::IDENTIFIER_NEEDS.lanes(),
    account::ENTRY_NEEDS.lanes(),
    encoded::MAIL_NEEDS.lanes(),
    url::NEEDS.lanes(),
    url::OPAQUE_NEEDS.lanes(),
    path::NEEDS.lanes(),
    address::IPV4_NEEDS.lanes(),
    address::COLON_HEX_NEEDS.lanes(),
    address::MAC_NEEDS.lanes(),
    number::NEEDS.lanes(),
    number::CARD_NEEDS.lanes(),
    assignment::NEEDS.lanes(),
    command::OPTION_NEEDS.lanes(),
    host::DOMAIN_NEEDS.lanes(),
    host::DEVICE_NEEDS.lanes(),
];

/// Whether a text is so short, and has so little, that no detector finds anything in it.
#[inline]
pub(super) fn are_unmet_by(text: &str) -> bool {
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    if text.len() > MAX_LENGTH {
        return false;
    }
    let counts = text.bytes().fold(0, |counts, byte| counts + COUNTS[usize::from(byte)]);
    // No count reaches the highest of its eight bits, which stays where there is enough.
    let is_met = |&needs: &u64| ((counts | HIGHEST) - needs) & HIGHEST == HIGHEST;
    counts < RARE && !NEEDS.iter().any(is_met)
}

static COUNTS: [u64; 256] = counts();

/// More than a short text has of gaps, which are the highest lane, and so little that it never overflows.
const RARE: u64 = 1 << 60;

const fn counts() -> [u64; 256] {
    const BYTE: Needs = Needs { bytes: 1, ..Needs::NOTHING };
    const GAP: Needs = Needs { gaps: 1, ..BYTE };
    let mut table = [RARE; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' => Needs { digits: 1, ..BYTE }.lanes(),
            b'a'..=b'z' | b'A'..=b'Z' => Needs { letters: 1, ..BYTE }.lanes(),
            b'.' => Needs { dots: 1, ..GAP }.lanes(),
            b'-' => Needs { dashes: 1, ..GAP }.lanes(),
            b':' | b'=' => Needs { separators: 1, ..GAP }.lanes(),
            b'/' | b'\\' => Needs { slashes: 1, ..GAP }.lanes(),
            b'@' | b'~' | b'$' | b'%' | b'&' | b'\'' | b'<' | 0x1b | 0 => RARE,
            _ => GAP.lanes(),
        };
        byte += 1;
    }
    table
}

//! What a text can hold, told from one pass over it.
//!
//! A detector only runs when its clue was seen: a pattern of kinds of bytes that everything it looks
//! for has. The patterns are operations on whole [`Rows`]; what is left after them is rare enough
//! in clean text that the detector's own first question can be asked at each place.

use super::bytes::{byte_at, byte_before, is_word, part};
use super::rows::{Blocks, NEW, NEW_BITS, Rows, SEEN, ones};
use super::words::LongWords;
use super::{
    account, address, assignment, command, email, encoded, host, iban, number, path, patterns,
    seed_phrase, url,
};

/// What may be in a text; in the order in which the detectors run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clue {
    Url,
    Email,
    Path,
    Home,
    Ipv4,
    ColonHex,
    Mac,
    Number,
    Armour,
    Assignment,
    Option,
    Element,
    Host,
    Possessive,
    Account,
    SeedPhrase,
    /// Characters that may have to be folded.
    Foreign,
    /// Escape sequences of a terminal.
    Escape,
}

/// What one pass over a text tells.
pub(super) struct Reading {
    pub(super) clues: Clues,
    /// What its long words hold.
    pub(super) words: LongWords,
}

impl Reading {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut reading = Self { clues: Clues::default(), words: LongWords::default() };
        let mut start = 0;
        let mut progress = Progress::default();
        for rows in Blocks::of(bytes) {
            if patterns::has_more_than_words(&rows) {
                reading.look_at(text, start, rows, &mut progress);
            }
            if bytes.len() >= seed_phrase::SHORTEST {
                reading.clues.read_phrases(bytes, start, &rows, &mut progress);
            }
            start += NEW;
        }
        if bytes.len() >= seed_phrase::SHORTEST {
            reading.clues.read_row(bytes, progress.row, bytes.len());
        }
        reading
    }

    // Never inline: the rows of a block that has no more than words need not go through memory.
    #[inline(never)]
    fn look_at(&mut self, text: &str, start: usize, rows: Rows, progress: &mut Progress) {
        self.words.read(text.as_bytes(), start, &rows);
        self.clues.read(text, start, &rows, progress);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.clues == Clues::default() && self.words.found.0.is_empty()
    }
}

/// How far what is longer than a block was read.
#[derive(Default)]
struct Progress {
    /// Where the last row of words starts.
    row: usize,
    /// Where the last URL ends.
    url_end: usize,
}

/// The set of clues in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Clues(u32);

impl Clues {
    pub(super) fn has(self, clue: Clue) -> bool {
        self.0 >> clue as u32 & 1 == 1
    }

    #[inline]
    fn add_if(&mut self, seen: bool, clue: Clue) {
        if seen {
            self.0 |= 1 << clue as u32;
        }
    }

    fn read(&mut self, text: &str, start: usize, rows: &Rows, progress: &mut Progress) {
        let bytes = text.as_bytes();
        let at = |bit: usize| (start + bit).wrapping_sub(SEEN);
        for place in ones(rows.rare & NEW_BITS).map(at) {
            self.read_rare(bytes, place);
        }
        for place in ones(rows.slashes & NEW_BITS).map(at) {
            self.read_slash(text, place, progress);
        }
        if rows.dots | rows.dashes != 0 {
            self.read_dots_and_dashes(bytes, start, rows);
        }
        if rows.digits != 0 {
            self.read_digits(bytes, start, rows);
        }
        if rows.separators != 0 {
            self.read_separators(bytes, start, rows);
        }
    }

    fn read_dots_and_dashes(&mut self, bytes: &[u8], start: usize, rows: &Rows) {
        let at = |bit: usize| start + bit - SEEN;
        for place in ones(patterns::names_ahead(rows)).map(at) {
            self.add_if(host::has_name_ahead(bytes, place), Clue::Host);
        }
        self.add_if(patterns::has_hex_groups(rows), Clue::Mac);
        if rows.dashes != 0 {
            self.read_dashes(bytes, start, rows);
        }
    }

    fn read_dashes(&mut self, bytes: &[u8], start: usize, rows: &Rows) {
        let at = |bit: usize| start + bit - SEEN;
        for place in ones(patterns::given_names(rows)).map(at) {
            self.add_if(host::is_given_before(bytes, place), Clue::Host);
        }
        for place in ones(patterns::letter_options(rows)).map(at) {
            self.add_if(command::is_login_option(bytes, place), Clue::Assignment);
            self.add_if(command::password(bytes, place).is_some(), Clue::Option);
        }
        for place in ones(patterns::identifiers(rows)).map(at) {
            self.add_if(account::ends_identifier(bytes, place), Clue::Account);
        }
        if !patterns::has_double_dashes(rows) {
            return;
        }
        for place in ones(patterns::options(rows)).map(at) {
            self.add_if(is_word(byte_at(bytes, place)), Clue::Option);
            self.add_if(command::is_login_option(bytes, place - 2), Clue::Assignment);
        }
        self.add_if(patterns::has_armour(rows), Clue::Armour);
    }

    fn read_digits(&mut self, bytes: &[u8], start: usize, rows: &Rows) {
        let at = |bit: usize| start + bit - SEEN;
        let goes_on = bytes.len() > start + NEW;
        for place in patterns::numbers(rows, goes_on).map(at) {
            self.add_if(number::holds_any(bytes, place), Clue::Number);
        }
        for place in ones(patterns::accounts(rows)).map(at) {
            self.add_if(iban::range(bytes, place).is_some(), Clue::Number);
        }
        self.add_if(patterns::has_dotted_digits(rows), Clue::Ipv4);
    }

    fn read_separators(&mut self, bytes: &[u8], start: usize, rows: &Rows) {
        let at = |bit: usize| start + bit - SEEN;
        for place in ones(patterns::single_separators(rows)).map(at) {
            self.add_if(assignment::has_key(bytes, place), Clue::Assignment);
            if byte_at(bytes, place) == b':' {
                self.add_if(url::is_opaque_name(bytes, place), Clue::Url);
            } else {
                self.add_if(encoded::is_mail_escape(bytes, place), Clue::Foreign);
                self.add_if(account::ends_entry(bytes, place), Clue::Account);
                self.add_if(account::told_by_system(bytes, place).is_some(), Clue::Account);
            }
        }
        for place in ones(patterns::double_colons(rows)).map(at) {
            self.add_if(address::has_digit_around(bytes, place), Clue::ColonHex);
        }
        self.add_if(patterns::has_colon_chain(rows), Clue::ColonHex);
    }

    fn read_rare(&mut self, bytes: &[u8], at: usize) {
        match byte_at(bytes, at) {
            // Behind a blank there is neither, unless one follows, too.
            b'@' if byte_before(bytes, at) <= b' ' && byte_at(bytes, at + 1) > b' ' => {}
            b'@' => {
                self.add_if(email::address(bytes, at).is_some(), Clue::Email);
                self.add_if(account::login(bytes, at).is_some(), Clue::Account);
            }
            b'~' | b'$' => self.add_if(true, Clue::Home),
            b'%' => {
                self.add_if(true, Clue::Home);
                self.add_if(true, Clue::Foreign);
            }
            b'\\' => {
                self.add_if(true, Clue::Path);
                self.add_if(account::in_domain(bytes, at).is_some(), Clue::Account);
                self.add_if(encoded::escape(bytes, at).is_some(), Clue::Foreign);
            }
            b'&' => self.add_if(encoded::escape(bytes, at).is_some(), Clue::Foreign),
            0 => self.add_if(encoded::is_half_character(bytes, at), Clue::Foreign),
            b'\'' => self.add_if(host::is_possessive(bytes, at), Clue::Possessive),
            0x80.. => self.add_if(true, Clue::Foreign),
            _ => self.add_if(true, Clue::Escape),
        }
    }

    fn read_slash(&mut self, text: &str, at: usize, progress: &mut Progress) {
        let bytes = text.as_bytes();
        self.add_if(byte_before(bytes, at) == b'<', Clue::Element);
        if at < progress.url_end {
            return;
        }
        if let Some((_, end, rule)) = url::around(bytes, at) {
            self.add_if(rule.is_some(), Clue::Url);
            if end > at {
                progress.url_end = end;
                return;
            }
        }
        self.add_if(path::starts(text, at), Clue::Path);
    }

    /// Looks at each row of words that is long enough for a phrase; the last one may go on in the next
    /// block.
    fn read_phrases(&mut self, bytes: &[u8], start: usize, rows: &Rows, progress: &mut Progress) {
        let misfits = patterns::misfits(rows) & NEW_BITS;
        if misfits == 0 {
            return;
        }
        let end = start + misfits.trailing_zeros() as usize - SEEN;
        self.read_row(bytes, progress.row, end);
        progress.row = start + u64::BITS as usize - misfits.leading_zeros() as usize - SEEN;
    }

    fn read_row(&mut self, bytes: &[u8], start: usize, end: usize) {
        let row = part(bytes, start, end);
        self.add_if(
            row.len() >= seed_phrase::SHORTEST && seed_phrase::might_be_phrase(row),
            Clue::SeedPhrase,
        );
    }
}

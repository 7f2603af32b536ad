//! What stands before the cursor: enough to tell a quoted name from a quoted value.

use super::double_quote::Position;
use super::level::Level;
use super::secret::is_secret;
use super::word::is_any;

/// Deeper nesting than this is not told apart.
const DEEPEST: usize = 64;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Nothing,
    Word,
    Name,
    Value,
    Mark(u8),
}

#[derive(Default)]
pub(super) struct Context<'a> {
    /// Inside `@stage.name`.
    pub(super) stage: bool,
    last: Last,
    last_end: usize,
    word: &'a str,
    word_before: &'a str,
    first: &'a str,
    levels: Vec<Level>,
    outermost: Option<Level>,
    secret: bool,
    identified: bool,
    user: bool,
    copy: bool,
}

impl<'a> Context<'a> {
    pub(super) fn word(&mut self, word: &'a str, start: usize, end: usize) {
        if self.last == Last::Nothing {
            self.first = word;
        }
        self.stage &= start == self.last_end;
        self.word_before = if self.last == Last::Word { self.word } else { "" };
        self.word = word;
        self.last = Last::Word;
        self.last_end = end;
        if let Some(list) = Position::of_clause(word) {
            self.level().list = list;
        } else if word.eq_ignore_ascii_case("between") {
            self.level().between = true;
        }
        let after = |before: &str| self.word_before.eq_ignore_ascii_case(before);
        if word.eq_ignore_ascii_case("by") && after("identified") {
            (self.secret, self.identified) = (true, true);
        } else if word.eq_ignore_ascii_case("to") && is_secret(self.word_before) {
            self.secret = true;
        } else if word.eq_ignore_ascii_case("stdin")
            && after("from")
            && self.first.eq_ignore_ascii_case("copy")
        {
            self.copy = true;
        } else if word.eq_ignore_ascii_case("user") {
            self.user = true;
        }
        self.secret |= self.identified && word.eq_ignore_ascii_case("replace");
        self.secret |= self.user
            && word.eq_ignore_ascii_case("using")
            && self.first.eq_ignore_ascii_case("connect");
    }

    pub(super) fn name(&mut self, _start: usize, end: usize) {
        (self.last, self.last_end, self.stage) = (Last::Name, end, false);
    }

    pub(super) fn value(&mut self, end: usize) {
        (self.last, self.last_end, self.stage) = (Last::Value, end, false);
    }

    pub(super) fn punctuation(&mut self, mark: u8, at: usize) {
        match mark {
            b'(' => self.open(),
            b')' => {
                self.levels.pop();
            }
            b'=' => self.secret |= self.last == Last::Word && is_secret(self.word),
            _ => {}
        }
        // `:=` asks for the word before it.
        if mark != b':' || self.last != Last::Word || !is_secret(self.word) {
            self.last = Last::Mark(mark);
        }
        self.stage &= b"@.~%/".contains(&mark);
        self.last_end = at + 1;
    }

    /// Forgets the statement that has ended.
    pub(super) fn statement(&mut self) {
        *self = Self::default();
    }

    pub(super) fn starts_statement(&self) -> bool {
        self.last == Last::Nothing
    }

    pub(super) fn starts_dotted(&self) -> bool {
        self.last == Last::Mark(b'.') && self.first.is_empty()
    }

    pub(super) fn is_insert(&self) -> bool {
        self.first.eq_ignore_ascii_case("insert")
    }

    /// Whether the logon of `CONNECT user/password@host` is next.
    pub(super) fn is_connect(&self) -> bool {
        self.last == Last::Word
            && is_any(self.word, &["connect", "conn"])
            && std::ptr::eq(self.word, self.first)
    }

    pub(super) fn word_ends_at(&self, at: usize) -> bool {
        self.last == Last::Word && self.last_end == at
    }

    pub(super) fn word_takes_string(&self) -> bool {
        super::word::takes_string(self.word)
    }

    /// Whether something that `[` could index, or `:` could slice, ends here.
    pub(super) fn operand_ends_at(&self, at: usize) -> bool {
        self.last_end == at
            && matches!(
                self.last,
                Last::Word | Last::Name | Last::Value | Last::Mark(b']' | b')' | b'>')
            )
    }

    pub(super) fn last_word_is(&self, word: &str) -> bool {
        self.last == Last::Word && self.word.eq_ignore_ascii_case(word)
    }

    pub(super) fn last_word_in(&self, words: &[&str]) -> bool {
        self.last == Last::Word && is_any(self.word, words)
    }

    pub(super) fn previous_word_is(&self, word: &str) -> bool {
        self.word_before.eq_ignore_ascii_case(word)
    }

    pub(super) fn secret_is_next(&self) -> bool {
        self.secret
    }

    /// Whether the secret was announced by `IDENTIFIED BY`, and not by a column's name.
    pub(super) fn take_secret(&mut self) -> bool {
        self.secret = false;
        self.identified || self.user
    }

    /// Whether a `;` here is followed by the rows of `COPY .. FROM stdin`.
    pub(super) fn ends_copy(&self) -> bool {
        self.copy
    }

    /// Whether `rest`, on the next line, is a row of `COPY .. FROM stdin` although there was no `;`.
    pub(super) fn rows_may_follow(&self, rest: &[u8]) -> bool {
        let option = rest.iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word =
            rest.get(..option).and_then(|word| std::str::from_utf8(word).ok()).unwrap_or_default();
        self.copy
            && !rest.starts_with(b"(")
            && !rest.starts_with(b";")
            && !is_any(
                word,
                &["with", "csv", "delimiter", "null", "where", "header", "format", "binary"],
            )
    }

    /// Where a double quote that opens now would stand.
    pub(super) fn position(&self, at: usize) -> Position {
        let level = self.current();
        match self.last {
            Last::Nothing | Last::Name | Last::Mark(b')' | b';') => Position::Likely,
            Last::Mark(b'.') if self.last_end == at => Position::Name,
            Last::Mark(b'(' | b',') => level.list,
            Last::Mark(_) | Last::Value => Position::Value,
            Last::Word if self.word.eq_ignore_ascii_case("by") => {
                Position::after_by(self.word_before)
            }
            Last::Word if self.word.eq_ignore_ascii_case("and") && level.between => Position::Value,
            Last::Word => Position::after(self.word, level.call),
        }
    }

    /// What a `(` behind the last token starts.
    fn open(&mut self) {
        let outer = self.current();
        let (list, call) = match self.last {
            Last::Word
                if is_any(
                    self.word_before,
                    &["into", "table", "on", "references", "exists", "index", "view"],
                ) =>
            {
                (Position::Name, false)
            }
            Last::Word => Position::inside(self.word),
            Last::Name => (Position::Likely, false),
            _ => (outer.list, outer.call),
        };
        if self.levels.len() < DEEPEST {
            self.levels.push(Level { list, call, between: false });
        }
    }

    fn level(&mut self) -> &mut Level {
        match self.levels.last_mut() {
            Some(level) => level,
            None => self.outermost.get_or_insert_default(),
        }
    }

    fn current(&self) -> Level {
        self.levels.last().copied().or(self.outermost).unwrap_or_default()
    }
}

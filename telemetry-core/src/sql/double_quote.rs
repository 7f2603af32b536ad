//! `"x"` is a name in one half of the databases and a string in the other. Where it stands decides,
//! together with what the rest of the statement shows; in doubt it is masked.

use super::name;
use super::quote::Escapes;
use super::scan::Scanner;
use super::word::is_any;

/// How sure its place makes us that double-quoted text is a name, most sure first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// After `FROM`, beside a dot: a name, and proof of what double quotes mean here.
    Name,
    /// After `AS`: a name in every dialect, so no proof.
    Alias,
    /// In a select list or left of a comparison.
    Likely,
    /// Among the arguments of a function.
    Possible,
    /// Right of a comparison, in `VALUES`.
    Value,
}

/// Double-quoted text that may stay.
#[derive(Clone, Copy, Debug)]
pub(super) struct DoubleQuoted {
    start: usize,
    end: usize,
    position: Position,
}

const NAMES: [&str; 20] = [
    "from",
    "join",
    "into",
    "update",
    "table",
    "view",
    "index",
    "schema",
    "database",
    "column",
    "constraint",
    "references",
    "role",
    "sequence",
    "function",
    "procedure",
    "trigger",
    "exists",
    "only",
    "key",
];

const LIKELY: [&str; 33] = [
    "select",
    "distinct",
    "all",
    "by",
    "where",
    "and",
    "or",
    "not",
    "on",
    "having",
    "when",
    "set",
    "case",
    "add",
    "drop",
    "alter",
    "using",
    "returning",
    "rename",
    "user",
    "owner",
    "unique",
    "asc",
    "desc",
    "over",
    "partition",
    "with",
    "recursive",
    "cross",
    "lateral",
    "modify",
    "change",
    "to",
];

const VALUES: [&str; 9] =
    ["values", "in", "any", "some", "like", "ilike", "regexp", "rlike", "between"];

const AGGREGATES: [&str; 14] = [
    "count", "sum", "avg", "min", "max", "coalesce", "lower", "upper", "cast", "trim", "length",
    "round", "extract", "nullif",
];

impl Position {
    /// The position of the items in the list that this keyword starts.
    pub(super) fn of_clause(word: &str) -> Option<Self> {
        match word.len() {
            4 if is_any(word, &["from", "join"]) => Some(Self::Name),
            2 | 3 if is_any(word, &["by", "on", "set"]) => Some(Self::Likely),
            5 | 6 | 9 if is_any(word, &["select", "where", "having", "returning"]) => {
                Some(Self::Likely)
            }
            6 if word.eq_ignore_ascii_case("values") => Some(Self::Value),
            _ => None,
        }
    }

    /// The position right after this word.
    pub(super) fn after(word: &str, in_call: bool) -> Self {
        if is_any(word, &NAMES) {
            if in_call { Self::Possible } else { Self::Name }
        } else if word.eq_ignore_ascii_case("as") {
            Self::Alias
        } else if is_any(word, &LIKELY) {
            Self::Likely
        } else {
            Self::Value
        }
    }

    /// The position after `GROUP BY` and its like, and after `IDENTIFIED BY` and its like.
    pub(super) fn after_by(word: &str) -> Self {
        if is_any(word, &["group", "order", "partition", "cluster", "distribute", "sort"]) {
            Self::Name
        } else {
            Self::Value
        }
    }

    /// The position of what stands in parentheses behind this word, and whether that is a call.
    pub(super) fn inside(word: &str) -> (Self, bool) {
        if is_any(word, &VALUES) {
            (Self::Value, false)
        } else if is_any(word, &NAMES) || is_any(word, &LIKELY) || word.eq_ignore_ascii_case("as") {
            (Self::Likely, false)
        } else if is_any(word, &AGGREGATES) {
            (Self::Likely, true)
        } else {
            (Self::Possible, true)
        }
    }
}

impl Scanner<'_> {
    pub(super) fn double_quote(&mut self) {
        let start = self.at;
        let end = self.quoted_end(start, b'"', Escapes::Dialect);
        let dotted = self.byte(end) == Some(b'.')
            && self
                .byte(end + 1)
                .is_some_and(|next| next.is_ascii_alphabetic() || b"\"_*".contains(&next));
        let position = if dotted {
            Position::Name
        } else {
            match self.context.position(start) {
                Position::Likely if self.is_compared_with_value(end) => Position::Name,
                position => position,
            }
        };
        let named = end - start > 2
            && self.text[start + 1..end].strip_suffix('"').is_some_and(name::is_name);
        if named && position != Position::Value {
            self.double_quoted.push(DoubleQuoted { start, end, position });
            self.context.name(start, end);
            self.at = end;
        } else {
            let end = self.glued_end(end);
            self.mask(start, end);
        }
    }

    /// Nobody compares a string with a string or a parameter: what is left of one is a column.
    fn is_compared_with_value(&self, from: usize) -> bool {
        let rest = self.bytes[from..].trim_ascii_start();
        let operator = rest.iter().take_while(|byte| b"=<>!".contains(byte)).count();
        let value = rest[operator..].trim_ascii_start();
        operator > 0
            && matches!(
                value,
                [b'\'' | b'?' | b'$' | b':' | b'0'..=b'9', ..] | [b'N' | b'E', b'\'', ..]
            )
    }

    /// Masks the double-quoted text that the whole statement does not show to be a name.
    pub(super) fn settle_double_quotes(&mut self) {
        let proven = self.double_quoted.iter().any(|quoted| quoted.position == Position::Name);
        for quoted in std::mem::take(&mut self.double_quoted) {
            let plain = || name::is_plain_name(&self.text[quoted.start + 1..quoted.end - 1]);
            let stays = match quoted.position {
                Position::Name | Position::Alias => true,
                Position::Likely => proven && plain(),
                Position::Possible => proven && plain(),
                Position::Value => false,
            };
            if !stays {
                self.add(quoted.start, quoted.end);
            }
        }
    }
}

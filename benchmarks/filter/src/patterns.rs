//! Twenty patterns as everybody writes them, to tell whether a text has any and to replace what has.

use std::borrow::Cow;

use regex::{Regex, RegexSet};

#[rustfmt::skip]
const PATTERNS: [&str; 20] = [
    r"[\w.+-]+@[\w-]+\.[\w.]+",
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b",
    r"(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{1,4}",
    r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}",
    r"/(?:home|Users|root)/",
    r"~/",
    r"\$HOME",
    r"[A-Za-z]:\\",
    r"file://",
    r"sk-[A-Za-z0-9]{16,}",
    r"gh[pousr]_[A-Za-z0-9]{20,}",
    r"AKIA[0-9A-Z]{16}",
    r"eyJ[\w-]+\.[\w-]+",
    r"(?i)bearer\s+\S+",
    r"(?i)(?:password|token|secret)\s*[:=]\s*\S+",
    r"-----BEGIN",
    r"://[^/\s]+:[^/\s]+@",
    r"\b(?:\d[ -]?){13,16}\b",
    r"\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b",
    r"\b\d{3}-\d{2}-\d{4}\b",
];

/// The patterns as a set and each on its own.
pub struct Patterns {
    set: RegexSet,
    single: Vec<Regex>,
}

impl Patterns {
    pub fn new() -> Result<Self, regex::Error> {
        let single =
            PATTERNS.iter().map(|pattern| Regex::new(pattern)).collect::<Result<_, _>>()?;
        Ok(Self { set: RegexSet::new(PATTERNS)?, single })
    }

    pub fn set_is_clean(&self, text: &str) -> bool {
        !self.set.is_match(text)
    }

    pub fn each_is_clean(&self, text: &str) -> bool {
        !self.single.iter().any(|pattern| pattern.is_match(text))
    }

    /// Replaces what the patterns find, those that the set names.
    pub fn set_scrubs(&self, text: &str) -> bool {
        self.set_is_clean(text)
            || is_unchanged(self.set.matches(text).iter().map(|at| &self.single[at]), text)
    }

    /// Replaces what the patterns find, one after the other.
    pub fn each_scrubs(&self, text: &str) -> bool {
        is_unchanged(self.single.iter(), text)
    }
}

fn is_unchanged<'a>(patterns: impl Iterator<Item = &'a Regex>, text: &str) -> bool {
    let replaced =
        patterns.fold(Cow::Borrowed(text), |text, pattern| match pattern.replace_all(&text, "?") {
            Cow::Borrowed(_) => text,
            Cow::Owned(replaced) => Cow::Owned(replaced),
        });
    matches!(replaced, Cow::Borrowed(_))
}

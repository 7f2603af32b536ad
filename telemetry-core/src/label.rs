//! Closed enums: a table of labels, checked in `const`, and an ordinal.

use crate::seal::Seal;

/// A fieldless enum whose variants are sent as labels: implemented by `#[derive(TelemetryEnum)]`
/// only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a closed enum",
    label = "its values are not a list known at compile time",
    note = "write `#[derive(TelemetryEnum)]` above an enum without payloads"
)]
pub trait TelemetryEnum {
    /// The labels, in the order of the variants.
    #[doc(hidden)]
    const LABELS: Labels;
    #[doc(hidden)]
    const SEAL: Seal;

    /// This value's place in [`LABELS`](Self::LABELS).
    #[doc(hidden)]
    fn ordinal(&self) -> u8;
}

/// The most labels that one enum or list may have: an ordinal is one byte.
pub const MAX_LABELS: usize = 256;

/// The longest label, in bytes: a word, not a sentence.
pub const MAX_LABEL_BYTES: usize = 48;

/// A checked table of labels.
#[derive(Clone, Copy, Debug)]
pub struct Labels {
    pub(crate) names: &'static [&'static str],
    pub(crate) remote: &'static [bool],
    pub(crate) description: &'static str,
}

impl Labels {
    /// Checks and holds the labels of an enum, which of them are remote, and the enum's own doc
    /// comment.
    ///
    /// # Panics
    ///
    /// Where a label is not a plain word, repeats another, or there are too many: at compile time,
    /// because it is called in constants only.
    // Inline, as all that only the compiler calls: no code is made of it in this crate.
    #[inline]
    #[track_caller]
    pub const fn new(
        names: &'static [&'static str],
        remote: &'static [bool],
        description: &'static str,
    ) -> Self {
        check_labels(names);
        assert!(names.len() == remote.len(), "each label is either local or remote");
        Self { names, remote, description }
    }

    /// Whether the label at that place was marked `#[remote]`.
    pub fn is_remote(&self, ordinal: u8) -> bool {
        self.remote.get(usize::from(ordinal)).copied().unwrap_or(false)
    }

    /// Whether any label was marked `#[remote]`.
    pub const fn has_remote(&self) -> bool {
        let mut at = 0;
        while at < self.remote.len() {
            if self.remote[at] {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// Panics, at compile time, where a list of labels is not what may be sent.
#[inline]
#[track_caller]
pub const fn check_labels(names: &[&str]) {
    assert!(!names.is_empty(), "there is no label: a closed list needs at least one");
    assert!(names.len() <= MAX_LABELS, "more than 256 labels: group them into fewer");
    let mut at = 0;
    while at < names.len() {
        check_label(names[at]);
        let mut earlier = 0;
        while earlier < at {
            assert!(
                !same(names[earlier], names[at]),
                "two values have one label: rename one of them"
            );
            earlier += 1;
        }
        at += 1;
    }
}

#[inline]
#[track_caller]
const fn check_label(label: &str) {
    let bytes = label.as_bytes();
    assert!(!bytes.is_empty(), "a label is empty: give it a name");
    assert!(bytes.len() <= MAX_LABEL_BYTES, "a label is longer than 48 bytes: shorten it");
    let mut at = 0;
    while at < bytes.len() {
        assert!(
            matches!(bytes[at], b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'+' | b':' | b'/'),
            "a label holds a character other than letters, digits and _ - . + : /"
        );
        at += 1;
    }
}

/// Whether two texts are the same; `==` on text is not `const`.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

//! Allow-lists: the label if the text is listed, else the label for all others, else nothing.

use super::{SEAL, Seal, Text};
use crate::label::check_labels;
use crate::recorder::Recorder;

/// A type that `#[enum_only("a", "b")]` accepts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be looked up in a list of labels",
    label = "`#[enum_only(\"..\", \"..\")]` takes text",
    note = "a closed enum has its list already; write nothing above it, or\n    #[enum_only]",
    note = "for a number write\n    #[bucket(1, 10, 100)]"
)]
pub trait Listable {
    /// Whether the text can be absent.
    const OPTIONAL: bool;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the label as the value of one property.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>, list: &AllowList);
}

#[diagnostic::do_not_recommend]
impl<T: Text> Listable for T {
    const OPTIONAL: bool = T::OPTIONAL;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>, list: &AllowList) {
        if let Some(place) = self.text().and_then(|text| list.place(text)) {
            recorder.label(property, place);
        }
    }
}

/// The labels that may be sent.
#[derive(Clone, Copy, Debug)]
pub struct AllowList {
    labels: &'static [&'static str],
    last_is_for_others: bool,
}

impl AllowList {
    /// A list of labels; where `last_is_for_others`, the last one stands for every text that is not
    /// listed.
    ///
    /// # Panics
    ///
    /// Where a label is not a plain word or repeats another: at compile time.
    #[track_caller]
    pub const fn new(labels: &'static [&'static str], last_is_for_others: bool) -> Self {
        check_labels(labels);
        Self { labels, last_is_for_others }
    }

    fn place(&self, text: &str) -> Option<u8> {
        let others = || self.last_is_for_others.then(|| self.labels.len() - 1);
        let place = self.labels.iter().position(|label| *label == text).or_else(others)?;
        u8::try_from(place).ok()
    }
}

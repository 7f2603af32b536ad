//! Allow-lists: the label if the text is listed, else the label for all others, else nothing.

use super::{SEAL, Seal, Text};
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
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);
}

#[diagnostic::do_not_recommend]
impl<T: Text> Listable for T {
    const OPTIONAL: bool = T::OPTIONAL;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        if let Some(text) = self.text() {
            recorder.listed(property, text);
        }
    }
}

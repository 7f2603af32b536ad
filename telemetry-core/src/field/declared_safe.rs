//! Declared safe: a value as written, because its author says why nobody can be recognised by it.

use super::{AsWritten, SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::Shape;

/// A type that `#[safe("..")]` accepts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be declared safe",
    label = "`#[safe(\"..\")]` takes text and closed types",
    note = "send what you want to know about it, as a text that you made yourself:\n    #[safe(\"a version, out of a list of ours\")]\n    version: &'static str,"
)]
pub trait DeclaredSafe {
    /// The values that the type can give.
    const SHAPE: Shape;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the value of one property; text passes the value filter.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);
}

#[diagnostic::do_not_recommend]
impl<T: AsWritten> DeclaredSafe for T {
    const SHAPE: Shape = T::SHAPE;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        T::record(self, property, recorder);
    }
}

//! Suppression: a value that is left out unless its origin is local.

use super::{AsWritten, SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::Policy;

/// A type that `#[omit_if_remote]` accepts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent, not even while the origin is local",
    label = "`#[omit_if_remote]` takes text and closed types",
    note = "send a text that stands for it:\n    #[omit_if_remote]\n    model: &'a str,"
)]
pub trait Suppressible {
    /// What may leave of a value.
    const POLICY: Policy;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the value of one property; called only while the origin is local.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);
}

#[diagnostic::do_not_recommend]
impl<T: AsWritten> Suppressible for T {
    const POLICY: Policy = Policy::suppressed(T::SHAPE);
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        T::record(self, property, recorder);
    }
}

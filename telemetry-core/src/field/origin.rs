//! Origin: the field that decides what "remote" means for its event.

use super::{Closed, SEAL, Seal};
use crate::label::TelemetryEnum;
use crate::recorder::Recorder;
use crate::schema::Policy;

/// A type that `#[origin]` accepts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which of its values are remote",
    label = "`#[origin]` takes a closed enum",
    note = "write an enum that says it:\n    #[derive(TelemetryEnum)]\n    enum Source {{\n        BuiltIn,\n        #[remote]\n        Custom,\n    }}"
)]
pub trait OriginField {
    /// What may leave of a value.
    const POLICY: Policy;
    /// Whether one of them is remote.
    const HAS_REMOTE: bool;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the value of one property.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);

    /// Whether this value is remote.
    fn is_remote(&self) -> bool;
}

#[diagnostic::do_not_recommend]
impl<T: TelemetryEnum> OriginField for T {
    const POLICY: Policy = <T as Closed>::POLICY;
    const HAS_REMOTE: bool = T::LABELS.has_remote();
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        recorder.label(property, self.ordinal());
    }

    fn is_remote(&self) -> bool {
        T::LABELS.is_remote(self.ordinal())
    }
}

/// Panics, at compile time, where no variant of the enum under `#[origin]` is remote.
// Inline, as all that only the compiler calls: no code is made of it in this crate.
#[inline]
#[track_caller]
pub const fn check_origin(has_remote: bool) {
    assert!(
        has_remote,
        "no variant of this enum is remote, so what is to stay here would be sent\n\nhelp: mark the variants that stand for what the user set up:\n    #[remote]\n    Custom,"
    );
}

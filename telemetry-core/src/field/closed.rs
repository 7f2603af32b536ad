//! Verbatim: what may be sent as it is, because its type has a closed or numeric value set.

use std::time::Duration;

use super::{SEAL, Seal};
use crate::label::TelemetryEnum;
use crate::recorder::Recorder;
use crate::schema::{Kind, Policy, Shape, Size};
use crate::set::Set;

/// A type that needs no annotation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can carry personal data, and nothing says what may be sent of it",
    label = "neither closed nor annotated",
    note = "closed types need no annotation: bool, integers, floats, Duration, Option of these, and\n    #[derive(TelemetryEnum)]\n    enum Kind {{ .. }}",
    note = "of a struct write a field for each value that you need:\n    /// What it tells.\n    retries: u32,",
    note = "if it is text by another name, write one of these above the field:\n    #[enum_only(\"a\", \"b\", other = \"other\")]   the text if it is listed\n    #[hash]                                   a pseudonym: equal texts look equal, none can be read\n    #[safe(\"why nobody can be recognised\")]   as written, past the value filter",
    note = "what is not for the server needs\n    #[skip]"
)]
pub trait Closed {
    /// What may leave of a value.
    const POLICY: Policy;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the value of one property.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);
}

macro_rules! closed {
    ($($type:ty: $shape:expr, |$value:ident, $property:ident, $recorder:ident| $record:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl Closed for $type {
            const POLICY: Policy = Policy::closed($shape);
            const SEAL: Seal = SEAL;

            fn record(&self, $property: u8, $recorder: &mut Recorder<'_>) {
                let $value = *self;
                $record
            }
        }
    )+};
}

const fn unsigned(bits: u32) -> Shape {
    Shape::of(Kind::Integer, Size::Bits(bits))
}

closed! {
    bool: Shape::of(Kind::Bool, Size::Values(2)), |value, property, recorder| recorder.bool(property, value);
    u8: unsigned(8), |value, property, recorder| recorder.unsigned(property, value.into());
    u16: unsigned(16), |value, property, recorder| recorder.unsigned(property, value.into());
    u32: unsigned(32), |value, property, recorder| recorder.unsigned(property, value.into());
    u64: unsigned(64), |value, property, recorder| recorder.unsigned(property, value);
    usize: unsigned(64), |value, property, recorder| recorder.unsigned(property, value as u64);
    i8: unsigned(8), |value, property, recorder| recorder.signed(property, value.into());
    i16: unsigned(16), |value, property, recorder| recorder.signed(property, value.into());
    i32: unsigned(32), |value, property, recorder| recorder.signed(property, value.into());
    i64: unsigned(64), |value, property, recorder| recorder.signed(property, value);
    isize: unsigned(64), |value, property, recorder| recorder.signed(property, value as i64);
    f32: Shape::of(Kind::Number, Size::Bits(32)), |value, property, recorder| recorder.number(property, value.into());
    f64: Shape::of(Kind::Number, Size::Bits(64)), |value, property, recorder| recorder.number(property, value);
    Duration: Shape::MILLISECONDS, |value, property, recorder| recorder.milliseconds(property, value);
}

#[diagnostic::do_not_recommend]
impl<T: TelemetryEnum> Closed for T {
    const POLICY: Policy =
        Policy::closed(Shape::one_of(T::LABELS.names).described(T::LABELS.description));
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        recorder.label(property, T::ordinal(self));
    }
}

#[diagnostic::do_not_recommend]
impl<T: TelemetryEnum> Closed for Set<T> {
    const POLICY: Policy =
        Policy::closed(Shape::some_of(T::LABELS.names).described(T::LABELS.description));
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        recorder.labels(property, self.bits);
    }
}

#[diagnostic::do_not_recommend]
impl<T: Closed> Closed for Option<T> {
    const POLICY: Policy = T::POLICY.optional();
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        if let Some(value) = self {
            T::record(value, property, recorder);
        }
    }
}

//! `#[signature]` and `#[mask_args]`: what a tool was called with, without the values.

#[cfg(feature = "arguments")]
use crate::field::SEAL;
use crate::field::Seal;
use crate::recorder::Recorder;
use crate::schema::{Kind, Shape, Size};

/// A type that `#[signature]` and `#[mask_args]` accept.
#[cfg_attr(
    feature = "arguments",
    diagnostic::on_unimplemented(
        message = "a `{Self}` has no fields that could be shown without their values",
        label = "`#[signature]` and `#[mask_args]` take what serde can serialize",
        note = "hand over the arguments as JSON, or derive `serde::Serialize` for them:\n    #[signature]\n    arguments: &'a serde_json::Value,"
    )
)]
#[cfg_attr(
    not(feature = "arguments"),
    diagnostic::on_unimplemented(
        message = "`#[signature]` and `#[mask_args]` need the feature `arguments`, which is not on",
        label = "cannot be masked",
        note = "in Cargo.toml:\n    telemetry-events = {{ version = \"..\", features = [\"arguments\"] }}"
    )
)]
pub trait MaskableArguments {
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the arguments in that form as the value of one property.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>, form: ArgumentForm);
}

/// What is shown of arguments.
#[derive(Clone, Copy, Debug)]
pub enum ArgumentForm {
    /// The kind and size of each: `{"sql":"string:40"}`.
    Signature,
    /// Nested values, too, each by its kind.
    Masked,
}

impl ArgumentForm {
    /// The values that it can give. There is nothing to show where the arguments are absent.
    pub const fn shape() -> Shape {
        Shape::of(Kind::Text, Size::Unbounded).optional(true)
    }
}

#[cfg(feature = "arguments")]
#[diagnostic::do_not_recommend]
impl<T: serde::Serialize> MaskableArguments for T {
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>, form: ArgumentForm) {
        use std::panic::{AssertUnwindSafe, catch_unwind};
        let masked = catch_unwind(AssertUnwindSafe(|| match form {
            ArgumentForm::Signature => crate::arguments::signature_of(self),
            ArgumentForm::Masked => crate::arguments::mask_arguments_of(self),
        }));
        // Where the arguments' own code panics, and where there are none, nothing is recorded.
        if let Ok(masked) = masked
            && masked != "null"
        {
            recorder.masked(property, &masked, &[]);
        }
    }
}

//! `#[signature]` and `#[mask_args]`: what a tool was called with, without the values.

#[cfg(feature = "arguments")]
use crate::field::SEAL;
use crate::field::Seal;
use crate::recorder::Recorder;
#[cfg(feature = "arguments")]
use crate::schema::Masking;

/// What the masked form of no arguments is, and of arguments that do not serialize.
#[cfg(feature = "arguments")]
const NONE: [&str; 2] = ["\"null\"", "null"];

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
    /// Whether there can be nothing to show.
    const OPTIONAL: bool;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the masked arguments as the value of one property.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);
}

#[cfg(feature = "arguments")]
#[diagnostic::do_not_recommend]
impl<T: serde::Serialize> MaskableArguments for T {
    const OPTIONAL: bool = true;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        use std::panic::{AssertUnwindSafe, catch_unwind};
        let Some(masking @ (Masking::Signature | Masking::Arguments)) = recorder.masking(property)
        else {
            return;
        };
        let masked = catch_unwind(AssertUnwindSafe(|| match masking {
            Masking::Signature => crate::arguments::signature_of(self),
            _ => crate::arguments::mask_arguments_of(self),
        }));
        // Where the arguments' own code panics, and where there are none, nothing is recorded.
        if let Ok(masked) = masked
            && !NONE.contains(&masked.as_str())
        {
            recorder.masked(property, &masked, &[]);
        }
    }
}

//! `#[signature]` and `#[mask_args]`: what a tool was called with, without the values.

#[cfg(feature = "arguments")]
use crate::{
    field::{SEAL, Seal},
    recorder::Recorder,
    schema::Masking,
};

/// What the masked form of no arguments is, and of arguments that do not serialize.
#[cfg(feature = "arguments")]
const NONE: [&str; 2] = ["\"null\"", "null"];

treatment_of_feature! {
    /// A type that `#[signature]` and `#[mask_args]` accept.
    MaskableArguments needs "arguments",
    on: "a `{Self}` has no fields that could be shown without their values",
        "`#[signature]` and `#[mask_args]` take what serde can serialize",
        "hand over the arguments as JSON, or derive `serde::Serialize` for them:\n    #[signature]\n    arguments: &'a serde_json::Value,",
    off: "`#[signature]` and `#[mask_args]` need the feature `arguments`, which is not on",
        "in Cargo.toml:\n    telemetry-events = {{ version = \"..\", features = [\"arguments\"] }}"
}

#[cfg(feature = "arguments")]
#[diagnostic::do_not_recommend]
impl<T: serde_core::Serialize> MaskableArguments for T {
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

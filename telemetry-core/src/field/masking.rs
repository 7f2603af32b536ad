//! Masking: text with a placeholder for each sensitive span, SQL without literals, arguments without
//! values.

/// The trait of a treatment that needs a feature; where that is off, the message says how to turn it on.
macro_rules! treatment_of_feature {
    (
        $(#[$doc:meta])* $trait:ident needs $feature:literal,
        on: $message:literal, $label:literal, $note:literal,
        off: $missing:literal, $line:literal
    ) => {
        $(#[$doc])*
        #[cfg_attr(
            feature = $feature,
            diagnostic::on_unimplemented(message = $message, label = $label, note = $note)
        )]
        #[cfg_attr(
            not(feature = $feature),
            diagnostic::on_unimplemented(message = $missing, label = "cannot be masked", note = $line)
        )]
        pub trait $trait {
            /// Whether there can be nothing to show.
            const OPTIONAL: bool;
            #[doc(hidden)]
            const SEAL: crate::field::Seal;

            /// Records what is left of the value as the value of one property.
            fn record(&self, property: u8, recorder: &mut crate::recorder::Recorder<'_>);
        }
    };
}

mod arguments;
mod display;
mod sql;

pub use arguments::MaskableArguments;
pub use display::Scrubbable;
pub use sql::MaskableSql;

//! The treatments, once for fields that are spelled like accumulators: what they take is the same, what
//! is said of a type that does not fit is about accumulators.

use crate::field::{
    DeclaredSafe, Generalisable, Listable, MaskableArguments, MaskableSql, Pseudonymisable, SEAL,
    Scrubbable, Seal, Suppressible,
};
use crate::recorder::Recorder;
use crate::schema::{Policy, Shape};

macro_rules! wordings {
    ($($name:ident: $treatment:ident, $constant:ident: $type:ty, $message:literal, $label:literal;)+) => {$(
        #[doc = concat!("[`", stringify!($treatment), "`], for an accumulator.")]
        #[diagnostic::on_unimplemented(
            message = $message,
            label = $label,
            note = "an accumulator tells what it gathered, and needs no annotation: take it away, or tell a number more roughly:\n    #[bucket(1, 10, 100)]\n    answers: Count,",
            note = "of texts tell a pseudonym if there is one only:\n    #[hash]\n    model: Sole<String>,"
        )]
        pub trait $name {
            #[doc = concat!("[`", stringify!($treatment), "`] has it, too.")]
            const $constant: $type;
            #[doc(hidden)]
            const SEAL: Seal;

            /// Records the value of one property.
            fn record(&self, property: u8, recorder: &mut Recorder<'_>);
        }

        #[diagnostic::do_not_recommend]
        impl<T: $treatment> $name for T {
            const $constant: $type = T::$constant;
            const SEAL: Seal = SEAL;

            fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
                T::record(self, property, recorder);
            }
        }
    )+};
}

wordings! {
    PseudonymisableAccumulator: Pseudonymisable, OPTIONAL: bool,
        "what `{Self}` tells is no text that could be hashed",
        "`#[hash]` and `#[hash_remote]` take text, and `Sole<String>`";
    ListableAccumulator: Listable, OPTIONAL: bool,
        "what `{Self}` tells is no text that could be looked up in a list of labels",
        "`#[enum_only(\"..\", \"..\")]` takes text";
    GeneralisableAccumulator: Generalisable, SHAPE: Shape,
        "what `{Self}` tells does not fall into buckets",
        "`#[bucket(..)]` takes `Count`, `Sum`, `Max`, `Stopwatch`, and `Distinct` of an enum or of `String`";
    SuppressibleAccumulator: Suppressible, POLICY: Policy,
        "what `{Self}` tells cannot be sent as it is, not even while the origin is local",
        "`#[omit_if_remote]` takes text and closed types";
    DeclaredSafeAccumulator: DeclaredSafe, SHAPE: Shape,
        "what `{Self}` tells cannot be declared safe",
        "`#[safe(\"..\")]` takes text and closed types";
    ScrubbableAccumulator: Scrubbable, OPTIONAL: bool,
        "what `{Self}` tells is no text that could be scrubbed",
        "`#[scrub]` takes text, a path or an error";
    MaskableSqlAccumulator: MaskableSql, OPTIONAL: bool,
        "what `{Self}` tells is no SQL text",
        "`#[mask_sql]` takes text";
    MaskableArgumentsAccumulator: MaskableArguments, OPTIONAL: bool,
        "what `{Self}` tells has no fields that could be shown without their values",
        "`#[signature]` and `#[mask_args]` take what serde can serialize";
}

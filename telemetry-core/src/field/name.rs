//! Names that promise personal data, on values that could hold it.

use crate::const_text::ConstText;
use crate::schema::{Aggregation, Kind, Policy, Treatment};

/// Panics, at compile time, where a field whose name promises personal data is of a type that can hold
/// an identifier.
///
/// Which names do is for the derive to say. What a type can hold is not for its spelling: a number and a
/// duration can, a bool, a closed enum and a count cannot.
// Inline, as all that only the compiler calls: no code is made of it in this crate.
#[inline]
#[track_caller]
pub const fn check_name(key: &str, word: &str, policy: Policy) {
    let is_counted = matches!(
        policy.treatment,
        Treatment::Aggregated(Aggregation::Count | Aggregation::Distinct { .. })
    );
    if !is_counted && matches!(policy.shape.kind, Kind::Integer | Kind::Number) {
        ConstText::new()
            .text("`")
            .text(key)
            .text("` says `")
            .text(word)
            .text("`, and a number can be one: nothing says what the server may learn of it\n\nhelp: if it is one, keep it here:\n    #[skip]\n\nhelp: if it is something else, give it a name that says so, or a reason:\n    #[safe(\"why nobody can be recognised\")]\n\nhelp: if a rough number will do:\n    #[bucket(1, 10, 100)]")
            .fail();
    }
}

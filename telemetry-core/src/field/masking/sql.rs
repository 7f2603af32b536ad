//! `#[mask_sql]`: SQL with `?` for every literal and without comments.

#[cfg(feature = "sql")]
use crate::{
    field::{SEAL, Seal},
    recorder::Recorder,
    schema::Masking,
};

treatment_of_feature! {
    /// A type that `#[mask_sql]` accepts.
    MaskableSql needs "sql",
    on: "a `{Self}` is no SQL text",
        "`#[mask_sql]` takes text",
        "hand over the statement as text:\n    #[mask_sql]\n    statement: &'a str,",
    off: "`#[mask_sql]` needs the feature `sql`, which is not on",
        "in Cargo.toml:\n    telemetry-events = {{ version = \"..\", features = [\"sql\"] }}"
}

#[cfg(feature = "sql")]
#[diagnostic::do_not_recommend]
impl<T: crate::field::Text> MaskableSql for T {
    const OPTIONAL: bool = T::OPTIONAL;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        if let (Some(Masking::Sql { max }), Some(statement)) =
            (recorder.masking(property), self.text())
        {
            let mut rules = Vec::new();
            let masked = crate::sql::mask_sql_with(statement, usize::from(max), |text| {
                // What is left are names, and those can be personal, too.
                let scrubbed = crate::scrub::scrub(text, usize::MAX);
                rules.extend(scrubbed.rules);
                scrubbed.text
            });
            recorder.masked(property, &masked, &rules);
        }
    }
}

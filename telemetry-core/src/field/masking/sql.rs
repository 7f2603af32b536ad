//! `#[mask_sql]`: SQL with `?` for every literal and without comments.

#[cfg(feature = "sql")]
use crate::field::SEAL;
use crate::field::Seal;
use crate::recorder::Recorder;
#[cfg(feature = "sql")]
use crate::schema::Masking;

/// A type that `#[mask_sql]` accepts.
#[cfg_attr(
    feature = "sql",
    diagnostic::on_unimplemented(
        message = "a `{Self}` is no SQL text",
        label = "`#[mask_sql]` takes text",
        note = "hand over the statement as text:\n    #[mask_sql]\n    statement: &'a str,"
    )
)]
#[cfg_attr(
    not(feature = "sql"),
    diagnostic::on_unimplemented(
        message = "`#[mask_sql]` needs the feature `sql`, which is not on",
        label = "cannot be masked",
        note = "in Cargo.toml:\n    telemetry-events = {{ version = \"..\", features = [\"sql\"] }}"
    )
)]
pub trait MaskableSql {
    /// Whether there can be no statement.
    const OPTIONAL: bool;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the masked statement as the value of one property.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);
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

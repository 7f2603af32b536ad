//! The traits that the derives implement.

use crate::recorder::Recorder;
use crate::schema::{EventSchema, Property};
use crate::seal::Seal;

/// A set of properties and the way to treat and record their values.
///
/// Implemented by `#[derive(TelemetryEvent)]` and `#[derive(TelemetryCommon)]` only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a struct of properties",
    label = "no `#[derive(TelemetryCommon)]` above it",
    note = "for the properties of every event write\n    #[derive(TelemetryCommon)]\n    struct Machine {{ .. }}"
)]
pub trait Properties {
    /// Every property that [`record`](Self::record) can produce; a value refers to its property by
    /// the position in this list.
    #[doc(hidden)]
    const PROPERTIES: &'static [Property];
    #[doc(hidden)]
    const SEAL: Seal;

    /// Treats each field as its declaration says and hands what is left to `recorder`.
    #[doc(hidden)]
    fn record(&self, recorder: &mut Recorder<'_>);
}

/// A telemetry event: implemented by `#[derive(TelemetryEvent)]` only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a telemetry event",
    label = "no `#[derive(TelemetryEvent)]` above it",
    note = "write above the struct:\n    /// What happened.\n    #[derive(TelemetryEvent)]"
)]
pub trait TelemetryEvent {
    /// The event's declaration.
    const SCHEMA: EventSchema;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Treats each field as its declaration says and hands what is left to `recorder`.
    #[doc(hidden)]
    fn record(&self, recorder: &mut Recorder<'_>);
}

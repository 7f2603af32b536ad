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

/// An event that is sent as it happens, which is any but one with `#[event(once = "day")]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event that can be tracked",
    label = "cannot be tracked",
    note = "an event is a struct of its own:\n    /// When it happens.\n    #[derive(TelemetryEvent)]\n    struct AppOpened;",
    note = "one with `once = \"day\"` is gathered, and its `Rollup` sends it:\n    DAY.update(|day| day.exports += 1);"
)]
pub trait Tracked: TelemetryEvent {
    #[doc(hidden)]
    const SEAL: Seal;
}

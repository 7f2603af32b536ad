//! Fields and the properties that they become: what `TelemetryEvent` and `TelemetryCommon` share.

pub mod check;
pub mod expand;
pub mod model;
pub mod parse;
mod wording;

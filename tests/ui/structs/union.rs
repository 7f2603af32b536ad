// An event is a struct, not a union.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
union FileOpened {
    /// What it tells.
    value: u8,
}

fn main() {}

// A treatment belongs to a field.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[hash]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

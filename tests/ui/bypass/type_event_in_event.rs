// An event as a property.
use telemetry::TelemetryEvent;

/// A file was closed.
#[derive(TelemetryEvent)]
struct FileClosed;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: FileClosed,
}

fn main() {}

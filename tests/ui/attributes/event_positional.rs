// The settings of an event have names.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event("file_opened")]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

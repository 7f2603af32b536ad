// A tuple has no name for its parts.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: (bool, u8),
}

fn main() {}

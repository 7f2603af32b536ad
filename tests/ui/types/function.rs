// What is no value cannot be sent.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: fn() -> bool,
}

fn main() {}

// A number that can change behind our back.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::cell::Cell<u64>,
}

fn main() {}

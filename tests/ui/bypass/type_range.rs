// Two numbers that look like one thing.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::ops::Range<u64>,
}

fn main() {}

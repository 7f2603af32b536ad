// Buckets are for numbers, and a bool has two of its own.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(0, 1)]
    value: bool,
}

fn main() {}

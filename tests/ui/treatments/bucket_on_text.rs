// Buckets are for numbers.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(8, 16)]
    value: String,
}

fn main() {}

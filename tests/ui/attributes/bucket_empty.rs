// Buckets have bounds.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket]
    value: u64,
}

fn main() {}

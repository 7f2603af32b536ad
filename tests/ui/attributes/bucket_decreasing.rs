// Bounds increase.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(8, 32, 16)]
    value: u64,
}

fn main() {}

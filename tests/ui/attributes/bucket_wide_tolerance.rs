// A tolerance does not reach the next bucket.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(8, 16, tolerance = 8)]
    value: u64,
}

fn main() {}

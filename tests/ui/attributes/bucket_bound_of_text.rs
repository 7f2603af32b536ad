// A bound is a number.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket("8", "16")]
    value: u64,
}

fn main() {}

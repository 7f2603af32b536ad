// One bucket for all numbers says nothing.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(8)]
    value: u64,
}

fn main() {}

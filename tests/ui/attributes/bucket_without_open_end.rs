// Every number has a bucket.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(..=0 => "none", ..=10 => "few")]
    value: u64,
}

fn main() {}

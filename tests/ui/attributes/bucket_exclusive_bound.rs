// A bound belongs to its bucket.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(..10 => "few", _ => "many")]
    value: u64,
}

fn main() {}

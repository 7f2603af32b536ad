// Buckets have different labels.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(..=1 => "few", ..=9 => "few", _ => "many")]
    value: u64,
}

fn main() {}

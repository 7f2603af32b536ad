// Buckets have labels, or none has.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(8, ..=16 => "16", _ => "more")]
    value: u64,
}

fn main() {}

// A pseudonym counts by its length.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(max_bits = 33)]
struct FileOpened {
    /// What it tells.
    #[hash]
    value: String,
}

fn main() {}

// A setting is given once.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash(length = 16, length = 12)]
    value: String,
}

fn main() {}

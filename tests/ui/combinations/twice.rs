// An attribute is written once.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash]
    #[hash]
    value: String,
}

fn main() {}

// What is not sent is not treated.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[skip]
    #[hash]
    value: String,
}

fn main() {}

// A collection cannot be declared safe.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[safe("made from our own list")]
    value: Vec<String>,
}

fn main() {}

// An error quotes what it stumbled over.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::io::Error,
}

fn main() {}

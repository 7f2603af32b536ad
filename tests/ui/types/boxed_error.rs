// An error quotes what it stumbled over, also without a type of its own.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Box<dyn std::error::Error>,
}

fn main() {}

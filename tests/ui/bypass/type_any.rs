// Anything.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Box<dyn std::any::Any>,
}

fn main() {}

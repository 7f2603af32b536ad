// A list of closed values.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Vec<Option<bool>>,
}

fn main() {}

// A set of open values is open.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::collections::HashSet<String>,
}

fn main() {}

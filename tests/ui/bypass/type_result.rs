// A closed value, or an explanation.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Result<bool, String>,
}

fn main() {}

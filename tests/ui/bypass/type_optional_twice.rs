// Text, if at all, if at all.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Option<Option<String>>,
}

fn main() {}

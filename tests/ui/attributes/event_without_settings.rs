// `event` has settings.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

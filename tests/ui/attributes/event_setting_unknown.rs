// A setting that does not exist is not ignored.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(reason = "To know.")]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

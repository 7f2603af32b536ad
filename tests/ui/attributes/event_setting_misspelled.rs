// A setting that does not exist is not ignored, and the one that was meant is named.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(nane = "file_opened")]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

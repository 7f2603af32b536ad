// A name is a text.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(name = file_opened)]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

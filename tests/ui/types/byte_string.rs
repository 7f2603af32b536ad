// A byte string is text.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: &'static [u8; 4],
}

fn main() {}

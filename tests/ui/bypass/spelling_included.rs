// An alias out of another file.
use telemetry::TelemetryEvent;

include!("spelling_included.in");

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Size,
}

fn main() {}

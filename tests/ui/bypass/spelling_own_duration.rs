// A `Duration` of one's own.
use telemetry::TelemetryEvent;

struct Duration(String);

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Duration,
}

fn main() {}

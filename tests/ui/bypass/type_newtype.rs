// Text in a type of its own.
use telemetry::TelemetryEvent;

struct Count(String);

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Count,
}

fn main() {}

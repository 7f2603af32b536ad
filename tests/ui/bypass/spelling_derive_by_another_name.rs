// The derive under the name of another.
use telemetry::TelemetryEvent as Debug;

/// A file was opened.
#[derive(Debug)]
struct FileOpened {
    /// What it tells.
    value: String,
}

fn main() {}

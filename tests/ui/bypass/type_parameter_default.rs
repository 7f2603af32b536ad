// A parameter that is closed unless someone says otherwise.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<T = bool> {
    /// What it tells.
    value: T,
}

fn main() {}

// A type that is not known here cannot be checked here.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<T> {
    /// What it tells.
    value: T,
}

fn main() {}

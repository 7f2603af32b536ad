// A bound on a type parameter does not make its values known.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<T: telemetry::TelemetryEnum> {
    /// What it tells.
    value: T,
}

fn main() {}

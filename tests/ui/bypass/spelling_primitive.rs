// A built-in type by its full path.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// What it tells.
    value: &'a ::core::primitive::str,
}

fn main() {}

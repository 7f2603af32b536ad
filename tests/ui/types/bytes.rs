// Bytes can hold anything.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// What it tells.
    value: &'a [u8],
}

fn main() {}

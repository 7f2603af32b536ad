// A constant that is not known here hides mistakes.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<const N: usize> {
    /// What it tells.
    value: [u8; N],
}

fn main() {}

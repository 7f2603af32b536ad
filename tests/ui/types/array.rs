// An array of numbers can hold anything that a text can.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: [u32; 4],
}

fn main() {}

// Text and a number in one place.
use telemetry::TelemetryEvent;

union Count {
    _number: u64,
    _text: std::mem::ManuallyDrop<String>,
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Count,
}

fn main() {}

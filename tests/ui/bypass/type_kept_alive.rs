// Text that is not dropped.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::mem::ManuallyDrop<String>,
}

fn main() {}

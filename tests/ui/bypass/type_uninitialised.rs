// Text that may not be there yet.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::mem::MaybeUninit<String>,
}

fn main() {}

// A number that other threads change.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::sync::atomic::AtomicU64,
}

fn main() {}

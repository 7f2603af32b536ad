// A point in time singles out one user.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::time::SystemTime,
}

fn main() {}

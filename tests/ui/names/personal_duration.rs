// A number can be what its name promises.
use telemetry::TelemetryEvent;
use std::time::Duration;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    query: Duration,
}

fn main() {}

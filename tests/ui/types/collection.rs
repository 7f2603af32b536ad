// A collection tells more the longer it gets.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Vec<u32>,
}

fn main() {}

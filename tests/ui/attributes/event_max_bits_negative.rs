// A budget is not negative.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(max_bits = -1)]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

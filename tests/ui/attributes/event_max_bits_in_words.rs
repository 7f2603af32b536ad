// A budget is a number.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(max_bits = "few")]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

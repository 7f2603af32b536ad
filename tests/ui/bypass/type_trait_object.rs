// Whatever can be written out.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// What it tells.
    value: &'a dyn std::fmt::Display,
}

fn main() {}

// Text can hold anything, also where it is borrowed.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// What it tells.
    value: &'a str,
}

fn main() {}

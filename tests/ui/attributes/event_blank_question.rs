// A question is not blank.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(why = " ")]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

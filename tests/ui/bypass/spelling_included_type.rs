// A type out of another file.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: include!("spelling_included_type.in"),
}

fn main() {}

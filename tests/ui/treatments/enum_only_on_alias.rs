// Text by another name has no list of its own.
use telemetry::TelemetryEvent;

type Name = String;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[enum_only]
    value: Name,
}

fn main() {}

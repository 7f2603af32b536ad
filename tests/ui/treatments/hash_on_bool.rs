// A hash of one of two values hides nothing.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash]
    value: bool,
}

fn main() {}

// A label belongs to a variant.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[label = "a"]
    value: bool,
}

fn main() {}

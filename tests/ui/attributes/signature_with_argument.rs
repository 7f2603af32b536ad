// A signature has no settings.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[signature(max = 100)]
    value: String,
}

fn main() {}

// A setting is given once.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[scrub(max = 500, max = 100)]
    value: String,
}

fn main() {}

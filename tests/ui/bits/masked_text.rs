// Masked text has no bound.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(max_bits = 64)]
struct FileOpened {
    /// What it tells.
    #[scrub]
    value: String,
}

fn main() {}

// Only what can be written out is scrubbed.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[scrub]
    value: u64,
}

fn main() {}

// A scrubbed text has an upper limit.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[scrub(max = 100000)]
    value: String,
}

fn main() {}

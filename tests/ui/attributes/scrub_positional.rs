// The length of a scrubbed text is named.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[scrub(500)]
    value: String,
}

fn main() {}

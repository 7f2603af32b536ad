// Two treatments would be two answers.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[scrub]
    #[omit_if_remote]
    value: String,
}

fn main() {}

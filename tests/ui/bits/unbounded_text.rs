// Text as written has no bound.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(max_bits = 64)]
struct FileOpened {
    /// What it tells.
    #[safe("a version of ours")]
    value: String,
}

fn main() {}

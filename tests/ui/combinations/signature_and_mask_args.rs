// Two treatments would be two answers.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[signature]
    #[mask_args]
    value: String,
}

fn main() {}

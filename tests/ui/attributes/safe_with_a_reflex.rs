// A reason has at least three words.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[safe("is safe")]
    value: String,
}

fn main() {}

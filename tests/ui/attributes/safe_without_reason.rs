// Who declares a text safe says why.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[safe]
    value: String,
}

fn main() {}

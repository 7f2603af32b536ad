// The server learns one thing about a field.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash]
    #[safe("names of our own making")]
    value: String,
}

fn main() {}

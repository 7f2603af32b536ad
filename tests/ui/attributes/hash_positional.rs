// The settings of a hash have names.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash(16)]
    value: String,
}

fn main() {}

// Two fields cannot have one key.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash]
    name: String,
    /// What it tells.
    name_hash: u64,
}

fn main() {}

// Two fields cannot have one key, in whichever order.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    name_hash: u64,
    /// What it tells.
    #[hash]
    name: String,
}

fn main() {}

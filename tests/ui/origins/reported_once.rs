// One missing origin is one message, however many fields ask for it.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[omit_if_remote]
    #[hash_remote]
    name: String,
    /// What it tells.
    #[omit_if_remote]
    size: u64,
}

fn main() {}

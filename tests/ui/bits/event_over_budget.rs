// An event that tells more than it may names each property's share.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(max_bits = 64)]
struct FileOpened {
    /// What it tells.
    is_new: bool,
    /// What it tells.
    bytes: u64,
    /// What it tells.
    #[hash]
    model: String,
}

fn main() {}

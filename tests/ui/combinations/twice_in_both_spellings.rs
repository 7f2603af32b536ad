// An attribute is written once, in one of its two spellings.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash]
    #[telemetry(hash)]
    value: String,
}

fn main() {}

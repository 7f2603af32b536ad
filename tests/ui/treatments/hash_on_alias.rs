// A number by another name is no text.
use telemetry::TelemetryEvent;

type Name = u64;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash]
    value: Name,
}

fn main() {}

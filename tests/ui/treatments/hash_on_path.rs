// A path is no text: which form of it should be hashed?
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash]
    value: std::path::PathBuf,
}

fn main() {}

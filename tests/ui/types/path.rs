// A path names folders, files and users.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::path::PathBuf,
}

fn main() {}

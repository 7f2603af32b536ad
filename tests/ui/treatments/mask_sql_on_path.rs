// A path is no SQL.
use telemetry::TelemetryEvent;
use std::path::PathBuf;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[mask_sql]
    value: PathBuf,
}

fn main() {}

// A setting that does not exist is not ignored.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(8, 16, tolerence = 1)]
    value: u64,
}

fn main() {}

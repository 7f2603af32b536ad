// SQL is text.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[mask_sql]
    value: u64,
}

fn main() {}

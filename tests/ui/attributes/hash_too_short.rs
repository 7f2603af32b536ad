// A short hash lets texts fall together.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash(length = 4)]
    value: String,
}

fn main() {}

// A setting that does not exist is not ignored.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash(lenght = 16)]
    value: String,
}

fn main() {}

// An attribute that does not exist is not ignored, and the ones that do are listed.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[telemetry(encrypt)]
    value: String,
}

fn main() {}

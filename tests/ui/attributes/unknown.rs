// An attribute that does not exist is not ignored.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[telemetry(skp)]
    value: String,
}

fn main() {}

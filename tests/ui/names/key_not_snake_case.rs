// A property's key is snake_case.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[allow(non_snake_case)]
    isNew: bool,
}

fn main() {}

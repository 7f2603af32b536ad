// `telemetry` takes attributes.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[telemetry]
    value: String,
}

fn main() {}

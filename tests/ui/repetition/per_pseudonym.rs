// Each value leaves a marker, so they are a closed list.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(once(per = value))]
struct FileOpened {
    /// What it tells.
    #[hash]
    value: String,
}

fn main() {}

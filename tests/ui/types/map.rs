// The keys of a map are on no list.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::collections::HashMap<String, u32>,
}

fn main() {}

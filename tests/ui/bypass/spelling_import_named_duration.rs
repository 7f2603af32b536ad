// An import that is called like a closed type.
use std::string::String as Duration;

use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Duration,
}

fn main() {}

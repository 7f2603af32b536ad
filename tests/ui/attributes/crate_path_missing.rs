// `crate` takes a path.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[telemetry(crate)]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

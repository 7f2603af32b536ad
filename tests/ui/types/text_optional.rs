// An `Option` is as open as what is in it.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Option<Box<str>>,
}

fn main() {}

// `once` means once per install.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(once = true)]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

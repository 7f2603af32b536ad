// Text that lives forever is no constant.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: &'static str,
}

fn main() {}

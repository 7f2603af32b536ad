// A struct is as open as its fields can be.
use telemetry::TelemetryEvent;

struct Document;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Document,
}

fn main() {}

// A type that cannot be, next to one that can.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Result<String, std::convert::Infallible>,
}

fn main() {}

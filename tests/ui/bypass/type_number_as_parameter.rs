// A name in a constant parameter.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<const WHO: u64> {
    /// Whether it is new.
    is_new: bool,
}

fn main() {}

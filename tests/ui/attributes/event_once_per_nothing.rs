// `once(..)` names a field.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(once(kind))]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

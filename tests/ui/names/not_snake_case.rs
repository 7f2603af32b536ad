// An event's name is snake_case.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(name = "file-opened")]
struct FileOpened;

fn main() {}

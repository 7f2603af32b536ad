// An event that is named after who built the program.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(name = env!("PATH"))]
struct FileOpened;

fn main() {}

// An event is a struct.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
enum FileOpened {
    Text,
    Image,
}

fn main() {}

// An event's name is ASCII.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct DateiGeöffnet;

fn main() {}

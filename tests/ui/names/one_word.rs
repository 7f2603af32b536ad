// An event's name is a domain and an action.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct Opened;

fn main() {}

// An event says when it is sent.
use telemetry::TelemetryEvent;

#[derive(TelemetryEvent)]
struct FileOpened;

fn main() {}

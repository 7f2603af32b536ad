// A blank comment says nothing.
use telemetry::TelemetryEvent;

/** */
#[derive(TelemetryEvent)]
struct FileOpened;

fn main() {}

// `doc(hidden)` says nothing.
use telemetry::TelemetryEvent;

#[doc(hidden)]
#[doc = ""]
#[derive(TelemetryEvent)]
struct FileOpened;

fn main() {}

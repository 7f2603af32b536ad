// A field without a name has no key.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened(bool);

fn main() {}

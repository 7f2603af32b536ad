// An event that is named after an address of mail.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(name = "jane@example.com")]
struct FileOpened;

fn main() {}

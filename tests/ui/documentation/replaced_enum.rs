// The comment of an enum does not describe a hash of text.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    #[hash]
    name: String,
}

fn main() {}

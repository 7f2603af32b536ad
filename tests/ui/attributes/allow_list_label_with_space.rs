// A label is a plain word.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[enum_only("plain text")]
    value: String,
}

fn main() {}

// A list of labels is for text.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[enum_only("1", "2")]
    value: u8,
}

fn main() {}

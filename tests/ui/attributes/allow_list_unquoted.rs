// Labels are texts.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[enum_only(text, image)]
    value: String,
}

fn main() {}

// A label is listed once.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[enum_only("text", "image", other = "text")]
    value: String,
}

fn main() {}

// A setting that does not exist is not ignored.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[enum_only("text", others = "x")]
    value: String,
}

fn main() {}

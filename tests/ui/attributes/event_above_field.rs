// The event's settings stand above the struct.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[event(why = "Why?")]
    value: bool,
}

fn main() {}

// An event is sent once per install, per session, or per value.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(once = "day")]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

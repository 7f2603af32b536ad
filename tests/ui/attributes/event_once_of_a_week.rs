// An event is sent once per install, session, process, day, or value.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(once = "week")]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

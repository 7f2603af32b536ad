// An event is sent once per value of a field that it has.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(once(per = isnew))]
struct FileOpened {
    /// What it tells.
    is_new: bool,
}

fn main() {}

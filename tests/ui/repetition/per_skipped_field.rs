// What is skipped has no value to be sent once per.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(once(per = value))]
struct FileOpened {
    /// What it tells.
    is_new: bool,
    /// What it tells.
    #[skip]
    value: bool,
}

fn main() {}

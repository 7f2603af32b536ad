// What an iterator gives.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// What it tells.
    value: <std::str::Lines<'a> as Iterator>::Item,
}

fn main() {}

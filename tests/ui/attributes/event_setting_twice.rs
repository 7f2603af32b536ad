// A setting is given once, also in two attributes.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(why = "Why?")]
#[event(why = "Why not?")]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

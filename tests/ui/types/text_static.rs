// Text from the program can still be anything that somebody puts there.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: &'static str,
}

fn main() {}

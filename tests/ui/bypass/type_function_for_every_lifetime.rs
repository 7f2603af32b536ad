// A function over every lifetime.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: for<'x> fn(&'x str) -> &'x str,
}

fn main() {}

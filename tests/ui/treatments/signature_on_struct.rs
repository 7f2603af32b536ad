// A signature is of what serde can serialize.
use telemetry::TelemetryEvent;

struct Arguments;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[signature]
    value: Arguments,
}

fn main() {}

// Each treatment that is too many is a mistake.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash]
    #[safe("names of our own making")]
    #[enum_only("a", "b")]
    value: String,
}

fn main() {}

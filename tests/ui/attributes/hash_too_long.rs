// SHA-256 has 64 hex digits.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash(length = 65)]
    value: String,
}

fn main() {}

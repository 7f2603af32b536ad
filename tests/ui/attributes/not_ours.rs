// An attribute that nobody owns is the compiler's to report.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hashed]
    value: String,
}

fn main() {}

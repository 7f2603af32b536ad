// A blank salt is none, and says otherwise.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash(salt = "")]
    value: String,
}

fn main() {}

// A salt is written where it is used.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash(salt = SALT)]
    value: String,
}

fn main() {}

// Next to a mistake the other fields are checked as ever.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// Its size.
    #[bucket(100, 10)]
    size: u64,
    /// Its name.
    name: String,
}

fn main() {}

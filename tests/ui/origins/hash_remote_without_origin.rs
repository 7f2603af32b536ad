// `hash_remote` needs a field that says what is remote.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash_remote]
    name: String,
}

fn main() {}

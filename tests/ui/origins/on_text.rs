// Text does not say what is remote.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[origin]
    place: String,
    /// What it tells.
    #[omit_if_remote]
    name: String,
}

fn main() {}

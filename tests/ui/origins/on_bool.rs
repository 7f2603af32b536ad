// A bool does not say which of its values is remote.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[origin]
    is_remote: bool,
    /// What it tells.
    #[omit_if_remote]
    name: String,
}

fn main() {}

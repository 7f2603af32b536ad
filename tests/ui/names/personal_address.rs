// A number can be what its name promises.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    client_ip: u32,
}

fn main() {}

// A number of 16 bytes holds an address of mail.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: u128,
}

fn main() {}

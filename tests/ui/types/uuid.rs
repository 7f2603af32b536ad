// An identifier singles out one thing.
use telemetry::TelemetryEvent;

/// As in the crate `uuid`.
struct Uuid([u8; 16]);

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Uuid,
}

fn main() {}

// A set is one of a closed enum.
use telemetry::{Set, TelemetryEvent};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Set<u8>,
}

fn main() {}

// What a text borrows from.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: <str as ToOwned>::Owned,
}

fn main() {}

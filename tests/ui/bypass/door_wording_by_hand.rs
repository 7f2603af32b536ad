// The trait that words a message, by hand.
use telemetry::{TelemetryEvent, field::ClosedText};

struct Secret(String);

impl ClosedText for Secret {}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Secret,
}

fn main() {}

// The type counts, not its name: an alias of text is text.
use telemetry::TelemetryEvent;

type Id = String;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Id,
}

fn main() {}

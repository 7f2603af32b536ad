// The type counts, not its name: this `bool` holds a text.
use telemetry::TelemetryEvent;

#[allow(non_camel_case_types)]
struct bool(String);

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

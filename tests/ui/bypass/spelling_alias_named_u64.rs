// A number by its name, text by its alias.
use telemetry::TelemetryEvent;

#[allow(non_camel_case_types)]
type u64 = String;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: u64,
}

fn main() {}

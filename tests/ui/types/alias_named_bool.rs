// The type counts, not its name, however harmless the name is.
use telemetry::TelemetryEvent;

#[allow(non_camel_case_types)]
type bool = String;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}

// A path that begins at the root.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: ::std::string::String,
}

fn main() {}

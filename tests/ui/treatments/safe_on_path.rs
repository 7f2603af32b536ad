// A path cannot be declared safe.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// What it tells.
    #[safe("a folder that we created")]
    value: &'a std::path::Path,
}

fn main() {}

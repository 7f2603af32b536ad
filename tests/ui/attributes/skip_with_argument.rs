// `skip` takes no argument.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[skip(serializing)]
    value: String,
}

fn main() {}

// `lower_case` takes no value.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[hash(lower_case = false)]
    value: String,
}

fn main() {}
